import AdhereSchema
import Testing

/// What each format accepts and refuses.
struct FormatTests {
  static func accepts(_ name: String, _ text: String, _ dialect: Dialect = .draft2020) -> Bool? {
    accepts(name, Array(text.utf8), dialect)
  }

  static func accepts(_ name: String, _ text: [UInt8], _ dialect: Dialect = .draft2020) -> Bool? {
    let format = Format.named(Array(name.utf8), dialect: dialect)
    return format.map { format in text.withUnsafeBufferPointer { format.accepts($0) } }
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let good: [String]
    let bad: [String]
    var dialect = Dialect.draft2020
    var testDescription: String { "\(name), \(dialect)" }
  }

  @Test(arguments: [
    Case(
      name: "date", good: ["2000-02-29", "0000-01-01", "9999-12-31"],
      bad: ["1900-02-29", "2001-04-31", "2001-00-10", "2001-10-00", "2001-1-01", "20010101", ""]),
    Case(
      name: "time",
      good: ["00:00:00Z", "23:59:59.5+23:59", "23:59:60z", "08:59:60+09:00", "16:59:60-07:00"],
      bad: [
        "24:00:00Z", "12:60:00Z", "12:00:60Z", "12:00Z", "12:00:00", "12:00:00.Z", "12:00:00+9",
      ]),
    Case(
      name: "date-time", good: ["2020-06-30T23:59:60Z", "2020-06-30t12:00:00.123456789-00:00"],
      bad: ["2020-06-31T00:00:00Z", "2020-06-30 00:00:00Z", "2020-06-30T00:00:00", "2020-06-30"]),
    Case(
      name: "duration", good: ["P1Y", "P1Y2M3DT4H5M6S", "PT5M", "P3W", "P1M2DT3H", "P007D"],
      bad: ["P", "PT", "P1", "P1H", "PT1D", "P1Y1D", "PT1H1S", "P1W1D", "P1.5D", "p1d", "P1DT"]),
    Case(
      name: "email",
      good: [
        "a@b", "a.b+c@d-e.example", "\"a b\\\"@\"@example.org", "a@[10.0.0.1]",
        "a@[IPv6:2001:db8::]",
        "o'neil/x=y?z@example.org", "a@[tag:content]",
      ],
      bad: [
        "a", "@b", "a@", ".a@b", "a.@b", "a..b@c", "a b@c", "a@-b", "a@b-", "a@b..c", "a@b.",
        "a@[10.0.0.256]", "a@[IPv6:1]", "a@[10.0.0.1", "\"a@b", "\u{E9}@b", "a@b_c",
        String(repeating: "a", count: 65) + "@b",
      ]),
    Case(
      name: "idn-email", good: ["\u{E9}@\u{E9}.example", "\"\u{4E2D} \u{6587}\"@example.org"],
      bad: ["\u{E9}", "a@\u{E9}..b", "a\u{3000}", "@\u{E9}"]),
    Case(
      name: "ipv4", good: ["0.0.0.0", "255.1.20.199"],
      bad: ["256.0.0.1", "1.2.3", "1.2.3.4.5", "01.2.3.4", "1.2.3.4 ", "1..2.3", "0x1.2.3.4", ""]),
    Case(
      name: "ipv6",
      good: ["::", "::1", "1::", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7::", "::1.2.3.4", "A::f:0:9"],
      bad: [
        "", ":", ":::", "1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "::g",
        "1:", ":1", "::1.2.3", "::1.2.3.4:5", "fe80::1%1", "[::1]", "1.2.3.4", "1:2:3:4:5:6:7:8::",
      ]),
    Case(
      name: "uuid", good: ["01234567-89AB-cdef-0123-456789abcdef"],
      bad: ["01234567-89AB-cdef-0123-456789abcde", "0123456789ABcdef0123456789abcdef", "g"]),
    Case(
      name: "uri",
      good: [
        "a:", "a+b.c-1:d", "http://", "http://a:@b:/c?d/?#e/?", "http://[::1]:80/", "x://[v1.a:b]",
        "mailto:a@b", "urn:a:b", "file:///c:/d", "http://a/%20;b=c,d",
      ],
      bad: [
        "", "a", "/a", "//a", "1a:b", "a b:c", "http://a b", "http://a/%2", "http://[::1", "a:[b]",
        "http://a:b/", "http://\u{E9}/", "a:\\b", "a:#b#c", "http://a@b@c",
      ]),
    Case(
      name: "uri-reference", good: ["", "a", "/a", "//a", "?a", "#a", "./a:b", "a/b:c", "../.."],
      bad: ["a:b:c d", "1:2", "%", "\u{E9}", "a\\b", "//a:b"]),
    Case(
      name: "iri", good: ["http://\u{E9}.example/\u{4E2D}?\u{E000}#\u{1F600}"],
      bad: ["\u{E9}:a", "\u{E9}", "http://a/\u{E000}", "http://a/\u{FFFE}", "a: "]),
    Case(
      name: "iri-reference", good: ["\u{E9}", "//\u{E9}/", "#\u{E9}", ""],
      bad: ["\u{E9} ", "a\\b", "#\u{E000}"]),
    Case(
      name: "uri-template",
      good: ["", "a", "{a}", "{?a,b*,c:10}", "a{/b.c_%20}d", "{+a}{#b}", "\u{E9}", "{a:9999}"],
      bad: ["{", "}", "{}", "{a", "a}", "{a:0}", "{a:10000}", "{a b}", "{a..b}", "%4", "{-a}", " "]),
    Case(
      name: "json-pointer", good: ["", "/", "/a/0/~0~1", "/\u{E9}"], bad: ["a", "#/a", "/~", "/~2"]),
    Case(
      name: "relative-json-pointer", good: ["0", "10/a", "0#", "1+2/a", "2-10#"],
      bad: ["", "01", "-1", "/a", "0##", "1#/a", "0a", "1+0", "1+"]),
    Case(name: "relative-json-pointer", good: ["0/a"], bad: ["1+2/a"], dialect: .draft7),
    Case(name: "regex", good: ["^a$", "(?<=a+)b"], bad: ["(", "\\a", "(?i)a", "a{2,1}"]),
    Case(
      name: "hostname", good: ["a", "a-b.c0", "0.1", "xn--bcher-kva.example", "a--b"],
      bad: [
        "", ".", "a.", ".a", "a..b", "-a", "a-", "a_b", "\u{E9}", "xn--\u{E9}", "xn--a", "xn--",
        String(repeating: "a", count: 64),
        Array(repeating: "abcdefg", count: 32).joined(separator: "."),
      ]),
    Case(name: "hostname", good: ["ab--cd", "xn--x", "a"], bad: ["-a", ""], dialect: .draft4),
    Case(
      name: "color", good: ["Red", "#abc", "#A1b2C3", "rgb( 1, 2,3 )", "rgb(1%,2%,3%)"],
      bad: ["reddish", "#ab", "#ggg", "rgb(1,2)", "rgb(1,2%,3)", "rgb(1,2,3", ""],
      dialect: .draft3),
    Case(
      name: "time", good: ["00:00:00", "23:59:59"], bad: ["23:59:60", "12:00:00Z", "1:00:00"],
      dialect: .draft3),
    Case(name: "host-name", good: ["a.b"], bad: ["a_b"], dialect: .draft3),
    Case(name: "ip-address", good: ["1.2.3.4"], bad: ["1.2.3"], dialect: .draft3),
  ])
  func table(_ test: Case) {
    for text in test.good {
      #expect(Self.accepts(test.name, text, test.dialect) == true, "\(text)")
    }
    for text in test.bad {
      #expect(Self.accepts(test.name, text, test.dialect) == false, "\(text)")
    }
  }

  /// A name means something only in the drafts that define it.
  @Test func namesByDraft() {
    #expect(Self.accepts("uuid", "x", .draft7) == nil)
    #expect(Self.accepts("date", "x", .draft4) == nil)
    #expect(Self.accepts("color", "x", .draft2020) == nil)
    #expect(Self.accepts("host-name", "x", .draft4) == nil)
    #expect(Self.accepts("ipv4", "x", .v1) == false)
    #expect(Self.accepts("phone", "x", .draft3) == nil)
    #expect(Self.accepts("no-such-format", "x") == nil)
  }

  /// Neither lone surrogates nor bytes that are no UTF-8 do harm.
  @Test func malformedText() {
    let names = [
      "date", "email", "idn-email", "hostname", "idn-hostname", "ipv6", "uri", "iri", "regex",
      "uri-template", "iri-reference", "uuid", "duration",
    ]
    for name in names {
      for tail: [UInt8] in [[0xED, 0xA0, 0x80], [0xFF], [0xC3], [0xF0, 0x9F], [0]] {
        let text = Array("a:b@c".utf8) + tail
        // In a pattern a lone surrogate and NUL stand for themselves.
        let isLiteral = name == "regex" && (tail.count == 3 || tail == [0])
        #expect(Self.accepts(name, text) == isLiteral, "\(name) \(tail)")
      }
    }
    #expect(Self.accepts("json-pointer", [0x2F, 0xED, 0xA0, 0x80]) == true)
  }
}
