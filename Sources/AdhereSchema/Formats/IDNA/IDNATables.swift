/// Unicode data that IDNA2008 needs, for the code points it admits.
///
/// Generated once: validity (RFC 5892), joining types and scripts from the tables of the Python
/// package idna 3.20 (BSD-3-Clause), which derives them from Unicode 18.0.0; bidirectional classes
/// and compositions from the Unicode Character Database 18.0.0 through Python's unicodedata.
///
/// Ranges are packed as `gap.length` in base 32: the distance from the end of the range before, and
/// how many code points follow its first. A leading letter is the class of the range.
enum IDNATables {
  /// Code points that are PVALID.
  static let valid = """
    1d 3.9 18.p 35.n 2.7 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 4 2.1 2 2 2 4 2 2 2 3 \
    2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 3 2 2 2 3 2 3 4.1 5 3 4.2 3 3 2 2 3 2.1 2 3 4 2 \
    3.2 2.6 b 2 2 2 2 2 2 2.1 2 2 2 2 2 2 2 2 2.1 5 4 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 \
    2 2 2 2 2 2 2.6 3 3.1 2 5 2 2 2 2.30 a.8 5.b r 2 i.1v 3 4.8 2.v 2 2 4 4.2 j s.12 9 2 2 2 2 2 \
    2 2 2 2 2 2 2 4 5 3.1 1k.1f 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2.4 4 2 2 2 2 2 2 2 2 2 2 2 2 2 \
    2 2 2 2 2 2 2 2 2 2 2 2 2 3 2 2 2 2 2 2.1 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 \
    2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 1a 7.16 2 9.1c 2 2.1 2.1 2.2 7.q 5.3 u.a 6.v 2.u \
    f.6 5.2q 2.7 3.9 2.5 b.5 h.1q 3.34 f.1l 8 3.1d j.r 5.a 6.n 2.6 8.2a 2.3k 9.3 3.9 2.i 2.7 3.1 \
    3.l 2.6 2 4.3 3.8 3.1 3.3 9 9.3 3.b b 2 3.2 2.5 5.1 3.l 2.6 2 3 3.1 3 2.4 5.1 3.2 4 b a.f c.2 \
    2.8 2.2 2.l 2.6 2.1 2.4 3.9 2.2 2.2 3 g.3 3.9 a.6 2.2 2.7 3.1 3.l 2.6 2.1 2.4 3.8 3.1 3.2 6.4 \
    8.4 3.9 2 h.1 2.5 4.2 2.3 4.1 2 2.1 4.1 4.2 4.b 5.4 4.2 2.3 3 7 f.9 h.c 2.2 2.m 2.f 3.8 2.2 \
    2.3 8.1 2.2 2.1 3.3 3.9 h.3 2.7 2.2 2.m 2.9 2.4 3.8 2.2 2.3 8.1 6.2 2.3 3.9 2.2 d.c 2.2 2.1i \
    2.2 2.4 6.3 8.4 3.9 b.5 2.2 2.h 4.n 2.8 2 3.6 4 5.5 2 2.7 7.9 3.1 e.1h 2.6 6.e 2.9 18.1 2 2.4 \
    2.n 2 2.b 2.9 3.4 2 2.6 2.9 5.1 11 b d.1 7.9 c 2 2 5.4 2.3 2.3 2.3 2.3 2.3 2.b 2.2 5.1 2 6.6 \
    2.2 2.c 2.3 2.3 2.3 2.3 2.3 2.b 2.2 a 1q.29 7.2d 1j.1a 3.2 81.28 2.3 3.6 2 2.3 3.18 2.3 3.10 \
    2.3 3.6 2 2.3 3.e 2.1o 2.3 3.22 3.2 11.f h.2l c.jb 3.g 2.p 6.2a 7.7 8.l a.l c.j d.c 2.2 2.1 \
    d.1j 3.t 4 5.1 3.9 17.9 7.2o 8.1a 6.25 b.u 2.b 5.b b.17 3.4 c.1b 5.p 7.9 17.r 5.1u 2.s 3.a \
    7.9 e 9.d 2.1h g.2c 4.9 i.8 d.3j d.1n 9.9 4.1g d 26.2 2.16 6.1b 4 c j t.c 2.11 16.1v 2 2 2 2 \
    2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 \
    2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2.4 3.1 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 \
    2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2.8 9.5 b.7 9.7 9.5 b.7 9.7 9 2 2 2 2 \
    2 2 1k.1 5 g a.2 4.1 9.2 2.3 f 4p 5v 1m 2lc.1f 2 4.1 2 2 2 5 2.1 2.5 6 2 2 2 2 2 2 2 2 2 2 2 \
    2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2.1 8 2.3 2 d.15 2 \
    6 3.1n o.n a.6 2.6 2.6 2.6 2.6 2.6 2.6 2.6 2.v 1g em.2 13.3 f 5.2l 3.1 3.1 3.2p 2.2 7.1a 3h.v \
    1h.f g1.6dv 21.lkc 24.1d 3.8c 4.r m 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2.2 5.9 2 2 2 2 \
    2 2 2 2 2 2 2 2 2 2 2 3.27 b.1 16.8 4 2 2 2 2 2 2.2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 \
    2 2 2 2 2 2 2 2 2 2 2.7 2 2 3 2 2 2 2.1 4 2.1 2 2.2 2 2 2 2 2 2 2 2 2 2 6 6 2 2 2 2 2 2 2 5 2 \
    3 2 2 2 2 2 2 2 r.1 3.1d 5 k.1j d.25 b.9 7.n 4 2.1g 3.13 1d.20 f.a 7.u 2.1m a.d 3.9 7.m 4.28 \
    p.2 3.f 3.4 b.5 3.5 3.5 a.6 2.6 2.1a 6.8 2o.1a 2.1 3.9 7.at3 8jb.1 2 2.1 b 2 2.1 3.2 7l o2.f \
    24 cd.b 2.p 2.i 2.1 2.e 3.d 13.3q 83 43.s 4.1g g 10.v e.j 2.7 7.1a 6.t 3.13 5.7 2p.3l 3.9 \
    1f.13 5.17 9.1j 1k.a 2.e 2.6 2.1 4.1j d.9m a.l b.7 p 40.5 3 2.1b 2.1 4 3.m b.m a.u 22.i 2.1 \
    b.l b.p 7.p 17.1n 7.1 21.3 2.1 6.7 2.2 2.s 3.2 5 11.s 4.s 14.7 2.t q.1l b.l b.i e.h 3f.28 \
    3o.1i e.17 9.9 7.f q.4 2.m 7r.19 2.1 4.1 h.5 4.4 a.l 2.1c b 9.10 10.l 1b.k s.m a.26 10.f a.1r \
    8 e.o 8.9 7.1k 2.9 5.3 9.13 3 a.24 5.3 2.c 2 14.h 2.14 7.3 1v.6 2 2.3 2.e 2.9 8.1q 6.9 7.3 \
    2.7 3.1 3.l 2.6 2.1 2.4 2.9 3.1 3.2 3 7 6.6 3.6 4.4 c.9 2 3 2.15 2.9 2 3 2.3 2.7 e.1 u.2a 6.9 \
    5.3 v.25 2 9.9 57.1l 3.8 o.5 13.20 4 c.9 17.1o 8.9 7.j t.q 3.e 5.9 7.6 5q.1q 46.19 m.7 3 3.7 \
    2.1 2.t 2.1 3.8 d.9 27.7 3.1d 3.7 2.1 s.1u 9 9.29 4 j.28 i 2m.7 2p.10 g.9 7.8 2.1c 2.8 g.9 \
    p.t 3.l 2.d 2a.6 2.1 2.1b 4 2.1 2.8 9.9 7.5 2.1 2.14 2.1 2.5 8.9 7.1b 5.9 7.1 7f.m a.g 2.18 \
    4.4 e.a 2m 2g.sp 77.63 2id.30 g.11f h.l b.3sq 6.i6 6lq.1p 1m7.ho 8.u 2.9 7.2e 2.9 7.t 3.4 \
    c.1m a.3 d.9 a.k 6.i dh.1c 4.9 77.v 1s.o 1d.2a 5.1o 8.g 21.1 2.1 c.3 d.76q 15.11 30.3i e.sh \
    f.1i 7gu.3 2.6 2.1 2.92 5.1 a u.2 3 f.4 8.cb 285.3a 6.c 4.8 8.9 4.1 4j2.1d 3.m oa.2 9.1 3 \
    11.1 1rv.1m 5.1h 9 f n.4 2.e 12h.1v 2.6 2 2.1 2.2 2.l 2 2 2 2.2 2 2 2 2 2 2 2.2 f.4 2 3a.6 \
    2.g 3.6 2.1 2.4 35 3h.1c 4.d 3.9 5 a2.u i.1p en.19 6n.1a 66.u 2.l 9.1 71.6 2.3 2.1 2.e 2.64 \
    c.6 2c.19 5.9 5l7.19mv 11.48u 2.5kd 3.79g g.jd 4d3.4qa 6.899 16s7.b1v
    """

  /// Bidirectional classes other than L: R, A(L), (A)N, E(N), (E)S, C(S), (E)T, O(N), B(N), (NS)M.
  static let bidi = """
    S1d E3.9 O3u Og2.1 Oc.9 Ot Mk.3f O6 M8e.4 M8a.1o R7.14 Ms.a A6.1a M1.k N1.9 A5.1 M1 A1.34 \
    M1.e A1.1 M1.6 A1.1 E1.9 A1.m M1 A1.t M1.q A3.2o M1.a A1 Rf.1a M1.8 R1.1 M8 R3.l M1.3 R1 M1.8 \
    R1 M1.2 R1 M1.4 Rj.o M1.2 A5.1f M8.8 A1.19 M1.1o M1o M2 M5.7 M5 M4.6 Mb.1 Mu M1r M5.3 M9 Ml.1 \
    Mr.4 M1q M5.g Mv.1 M4.d M1q M5.7 M5 Ml.1 Mn.7 M1r M3 M2.3 M9.9 Mc.1 Mv M1u Md M1j M4 M1o M2.2 \
    M6.g Mc.1 Mu M1r Mg.1 Ml.1 Mt.1 M1q.1 M5.3 M9 Ml.1 Mu M29 M8.4 M2r M3.6 Md.7 M33 M3.8 Mc.6 \
    M2a.1 Ms.4 M1o.d M2.7 M6.1p M37.3 M2.5 M2.1 M3.1 Mq.1 M5.2 Mh.3 Me M3.1 M7 Mg Mm0.2 Mtj.2 \
    Mu.1 Mv.1 Mv.1 M24.6 M9 M3.a Ma M58.1 M13 M3n.2 M5.1 Ma M7.2 M6s.1 M3 M1r M2.8 M2 M3.7 M7.c \
    M1h.2j M1h M2.3 M1i.m M11.3 M3.1 M2.2 M1p M2.1 M4 M2.2 M1r.7 M3.1 M4p.g M2.6 M5 M7 M4.1 \
    M67.1v Bgd.1 O42 M330.2 M4e M31.v O1g Mfr.3 M3c.1 O31 Mtbk.e O2 Mv.1 M2h.1 O16.8 O39 M3q M4 \
    M5 Mq.1 M6 M4o.1 Mr.h Me M17.7 Mq.a M1f.2 M1h M3.3 M3.1 M18 M24.5 M3.1 M3.1 Md M9 M1g M1k \
    M2.2 M3.1 M6.1 M2 M1b.1 M9 M7f M3 M5 Mjph.oh A24 Msa M73 M4m.4 R146.g0 M1.e R1.15 M3.7 R11.44 \
    M1.1 Rq.fi Ae.13 M1.3 N9.p R1.5 Mq.4 R2.9q M2.1 R4.1 Ah.5 M4.4 Aa.l M2.f R1.17 A9.l M1.a \
    R10.h M1.3 R1b.26 Mb M1n.e M1a M3.1 Mb.2 M1i.3 M3.9 M1u.2 M15.4 M2.7 M1v Md.1 M1l.8 Mb.3 M3 \
    M30.2 M3 M2.8 M3 M4u M4.7 Mm.1 M1q.1 M4 M16.e M27.5 Me M2 M2 Mf.1 M2m.7 M3.2 M2 Mo M2l.5 M2 \
    M5.1 M2.1 M7f.3 M7.1 M2.1 Ms.1 M2m.7 M3 M2.1 M3b M2 M3.5 M2 M36 M2 M3.3 M2.4 M84.8 M2.1 M81.1 \
    M2 M5 M4h.7 M5 M11.5 M3.1 M19.5 M3.c Ma.5 M3.2 M1f.c M2.1 M67 M2.2 M2 M6a.d M2l.l M3.6 M2.1 \
    M2.1 M3r.k M2 M29.1 M4 M2 M2p M83.1 Mc.1 M1l.4 M6 M2 Mo M576 M7.e Mb69.b M4.2 M2e1.4 M1s.6 \
    M10p M20.3 M2i Mj5p.4l9 Mol.1 M1t4.5f M1ah.4f M51.6 Mbo M1u.3 Mft.3 M7v.1 M7k M3 M8.1 M6 \
    R8b.64 Mc.6 R2c.11 M1.6 R1.e
    """

  /// Joining types D, L, R and T.
  static let joining = """
    To0.3f T8k.4 T8a.1o T27.a D6 R2.3 D1 R1 D1 R1 D1.4 R1.3 D1.k R1 D1.1 T1.k Df.1 T1 R1.2 D6.e \
    R1.h D1.15 R1 D1.1 R1.8 D1 R1 D1 R1 D1.1 R1.3 T1.e T3.6 R1.1 Db.2 D3 Rh T1 D1.2 R1.4 D1.3 R1 \
    D1.8 R1 D1 R1 D1 R1 D1.1 R1 T1.q R3 D1.a R1.2 D1.e R1.1 D1.3 R1 D1 R1.1 D1.2 R1.1 D1.5 T17.a \
    Dq.10 T1.8 Ta Tp.3 T2.8 T2.2 T2.4 Rj D1.4 R1.1 D1 R1 D1.9 R1 D1 R1.2 T1.2 D5 D2.3 R2 D1 R1.p \
    D4 D3.4 R1 D1 T8.8 D1.9 R1.2 R2 D1.1 R1.1 D1.5 R1 D1.e T2.1o T1o T2 T5.7 T5 T4.6 Tb.1 Tu T1r \
    T5.3 T9 Tl.1 Tr.4 T1q T5.g Tv.1 T4.d T1q T5.7 T5 Tl.1 Tn.7 T1r T3 T2.3 T9.9 Tc.1 Tv T1u Td \
    T1j T4 T1o T2.2 T6.g Tc.1 Tu T1r T3 T7 T6.1 Tl.1 Tt.1 T1q.1 T5.3 T9 Tl.1 Tu T29 T8.4 T2r T3.6 \
    Td.7 T33 T3.8 Tc.6 T2a.1 Ts.4 T1o.d T2.7 T6.1p T37.3 T2.5 T2.1 T3.1 Tq.1 T5.2 Th.3 Te T3.1 T7 \
    Tg Tm0.2 Ttj.2 Tu.1 Tv.1 Tv.1 T24.6 T9 T3.a Ta D23.2o Td.1 D1.11 T1 D1 T3m.2 T5.1 Ta T7.2 \
    T6s.1 T3 T1r T2.8 T2 T3.7 T7.c T1h.2j T1h T2.4 T2 T6 T19.m T11.3 T3.1 T2.2 T1p T2.1 T4 T2.2 \
    T1r.7 T3.1 T4p.g T2.6 T5 T7 T4.1 T67.1v T3ng.2 T4e T31.v Thb.3 T3c.1 Ttel.e T11.1 T2h.1 T8h \
    T4 T5 Tq.1 T6 Dk.1h L1 T2i.1 Tr.h Te T17.7 Tq.a T1f.2 T1h T3.3 T3.1 T18 T24.5 T3.1 T3.1 Td T9 \
    T1g T1k T2.2 T3.1 T6.1 T2 T1b.1 T9 T7f T3 T5 Tjph.oh Tue T73 T4m.4 T1k7.e T19.7 D41.4 R1 R2.3 \
    L3 R1.4 D1.3 L1 D1.4 R1 D1.2 R1 R3 T1.1 D4q R1 D1 R1.2 D1.2 R1 D1.1 R1 D1 R1.1 D1 R1 Lbf \
    D1.10 R1 D1 T1.3 T22.4 T9u.1 Rm D1.1 D2.1 T4.4 La.l T2.f D1h.2 R1 D1.g T2.a D10.3 R1.1 D1.b \
    T1.3 D1b D2.1 R1.2 D2 R1.1 D1.1 R1 D1.1 D2 R1.1 D1 T1t T1n.e T1a T3.1 Tb.2 T1i.3 T3.9 T1u.2 \
    T15.4 T2.7 T1v Td.1 T1l.8 Tb.3 T3 T30.2 T3 T2.8 T3 T4u T4.7 Tm.1 T1q.1 T4 T16.e T27.5 Te T2 \
    T2 Tf.1 T2m.7 T3.2 T2 To T2l.5 T2 T5.1 T2.1 T7f.3 T7.1 T2.1 Ts.1 T2m.7 T3 T2.1 T3b T2 T3.5 T2 \
    T36 T2 T3.3 T2.4 T84.8 T2.1 T81.1 T2 T5 T4h.7 T5 T11.9 T19.5 T3.c Ta.5 T3.2 T1f.c T2.1 T67 \
    T2.2 T2 T6a.d T2 T2j.l T3.6 T2.1 T2.1 T3r.k T2 T29.1 T4 T2 T2p T83.1 Tc.1 T1l.4 T6 T2 To T576 \
    T7.e Tb69.b T4.2 T2e1.4 T1s.6 T10p T20.3 T2i Tj5p.4l9 Tol.1 T1t4.5f T1ah.4f T51.6 Tbo T1u.3 \
    Tft.3 T7v.1 T7k T3 T8.1 T6 Ter.6 D2c.11 T1.7
    """

  /// Scripts that rules of context ask for: (He)B(rew), G(reek), H(an), (H)I(ragana), K(atakana).
  static let scripts = """
    Grh.3g Gi.9 Bcl.33 G5pi.4 Gem.7m H40f H2 I1q.2l I7.1 K3.2p K3.1 K7i.f Hg1.qvv G2r6 Hjl9.r B7l \
    Ht65 Hd.3 Kfvt.g I1.8u K1.8 Ia.10 K3.j Hjko.2d3p
    """

  /// After each `/mark`, the starters that have a composed form with it.
  static let compositions = """
    /o0 31 4 4 5.1 6 2 2 39 8 a 8 7 g 1q 2k f g1 4 2 2 6 6 4.2 3a 3 6m8.1 f.1 f.1 f.1 f.1 f.1 f.1 \
    /1 31 2 2 2 2 2.5 2.1 2 2 2.1 38 3.2 3 5 5.1 3 4 7 g 1q s 1o f g1 4 2 2 6 6 4.2 38 7 6m6.1 \
    f.1 f.1 f.1 f.1 f.1 f.1 /1 31 2 2 2.3 5 4 2 2 2.1 7h7 o k /1 31 4 4 5.1 6.1 3 39 8 a f 4u f \
    /1 31 4 2 2 6 6 4 3b 2 f.1 6 7f 1s 8 c2 8 c 3j b 6fk 14 /2 31 4 2 2 6 6 dk c8 8 c 3b 5.1 2 b \
    6iu /1 31.7 5.3 2.2 3.3 71 6 782 1prf 8 /1 31 4 3.1 6 5.1 2.2 3s 3m ie c 3b 5.3 6 5 4 4 2 9 \
    43 g /1 31 4 4 6 6 4 39 8 a f 4u f /1 31 k 2 2 /1 3f 6 ue /1 31 2.2 2.5 2.1 3.3 5 42 cm /3 31 \
    4 4 6 3 3 100 /2 31 4 4 6 3 3 /2 th 4 2 2 6 2 4 4 /1 th 4 2 2 6 2 4 4 /7 3f 6 /8 31.1 2.1 3.1 \
    2.4 3.5 2.1 97 f /1 3l /1 31 /1 3j.1 /1 33.2 2.1 3.1 2 4.2 /1 31 4 4 6 6 /5 34.1 7 2 6.1 /1 \
    38 /2 35 4 c /1 32 2 4 3.1 2 4 2 6 /h th 6 2 c 4.2 6pl.1 v.1 f.1 v.1 f.1 /oh 1h7 /1 1h7 11 2 \
    3n h 3 /1 1h7 /n7 298 8 3 /42 2e7 /p 2e7 /b7 2q7 /o 2q7 /1 2q7 /37 2u6.1 /p 2si 1k /3v 326 \
    /3c 366 /j 35v 7 4 /1 366 /38 3a6.1 /p 3a6 /3j 3ep 3 /5 3ep /g 3ep /if 415 /2o7 6o5 2 2 2 2 4 \
    19 2 2.1 3 /5b4 c26 5 2 2 2 2 2 2 2 2 2 2 2 3 2 2 7 3 3 3 3 12 9 5 2 2 2 2 2 2 2 2 2 2 2 3 2 \
    2 7 3 3 3 3 k.3 b /1 c3f 3 3 3 3 2k 3 3 3 3 /1o10 244p 2 a /3d 249h.1 /gn 24q7 /p 24q7 /31 \
    24u2 /3 24s4 /7 24sb 1n /7 24s2 e 1i /77 255p /a 255p /3 255p /7i 25do.1 /s1 269l /hve 2o8u \
    /1 2o8u 3.1 7 /1 2o8u 3 /9 2o8u /31u 2rb3 4 2
    """
}
