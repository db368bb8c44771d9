import Testing

@testable import AdhereSchema

/// IDNA2008: which names are host names, and how they are spelled in ASCII.
struct IDNHostnameTests {
  @Test(arguments: [
    "b\u{FC}cher.example", "\u{65E5}\u{672C}\u{3002}\u{4E2D}\u{56FD}", "xn--bcher-kva", "a-b",
    "\u{5E9}\u{5DC}\u{5D5}\u{5DD}.example", "l\u{B7}l", "\u{915}\u{94D}\u{200D}\u{937}",
    "\u{30FB}\u{30A2}", "\u{628}\u{64A}\u{200C}\u{628}", "\u{5D0}\u{661}\u{5D0}",
  ])
  func accepted(name: String) {
    #expect(FormatTests.accepts("idn-hostname", name) == true)
  }

  @Test(arguments: [
    "", ".", "a.", "a\u{3002}", "-a", "a-", "ab--c", "a_b", "a b", "B\u{FC}cher",
    // Not composed: e and a combining accent, and marks out of order.
    "cafe\u{301}", "\u{5D0}\u{5B4}\u{5B0}",
    // A mark at the start, a joiner without what it joins, a dot between other letters.
    "\u{301}a", "a\u{200D}b", "a\u{B7}b", "\u{375}a",
    // Left to right and right to left in one label; a label that begins with a digit beside one.
    "a\u{5D0}", "\u{5D0}.1a", "\u{5D0}1\u{661}",
    // Disallowed, unassigned, and a form that has another one.
    "\u{FF41}", "\u{2122}", "xn--a", "xn--bcher-KVA-", "xn--\u{FC}",
    "\u{FC}\u{FC}\u{FC}" + String(repeating: "a", count: 57),
  ])
  func refused(name: String) {
    #expect(FormatTests.accepts("idn-hostname", name) == false)
  }

  @Test(arguments: [
    ("b\u{FC}cher", "bcher-kva"), ("\u{FC}", "tda"), ("\u{65E5}\u{672C}", "wgv71a"),
    ("\u{4ED6}\u{4EEC}\u{4E3A}", "siqrogc"),
  ])
  func punycode(label: String, ascii: String) {
    let scalars = label.unicodeScalars.map(\.value)
    #expect(String(decoding: Punycode.encode(scalars), as: UTF8.self) == ascii)
    #expect(Punycode.decode(Array(ascii.utf8)[...]) == scalars)
  }

  /// Hostile lengths end at once.
  @Test func longNames() {
    let start = ContinuousClock.now
    for piece in ["\u{FC}", "a", "xn--a.", "\u{5D0}.", "."] {
      #expect(
        FormatTests.accepts("idn-hostname", String(repeating: piece, count: 200_000)) == false)
    }
    #expect(ContinuousClock.now - start < .seconds(60))
  }
}
