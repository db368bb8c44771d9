import Testing

@testable import AdherePattern

/// Which patterns are ECMA-262, with the `u` flag and at all.
struct PatternParserTests {
  @Test(arguments: [
    "", "a|", "(?:)", "[]", "[^]", "a{0}", "a{2,2}?", "(?<año>a)\\k<año>", "(?<$1>a)",
    "(?<\\u{61}>b)", "\\cz", "[\\-\\]]", "\\p{Script_Extensions=Latn}", "(?<=a+)b", "(?<!a|bc)",
    "\\u{10FFFF}", "\\ud83d", "a{99999999999999999999}",
  ])
  func valid(pattern: String) {
    #expect(ECMARegex.isValid(Array(pattern.utf8)))
    #expect(compileError(pattern) == nil)
  }

  /// Refused with the `u` flag, accepted without.
  @Test(arguments: [
    "\\-", "]", "}", "a{", "\\07", "\\1", "[a-\\d]", "(?=a)+", "\\_", "\\é", "\\8", "[[:alpha:]]",
  ])
  func validOnlyWithoutUnicodeFlag(pattern: String) {
    #expect(!ECMARegex.isValid(Array(pattern.utf8)))
    #expect(compileError(pattern) == nil)
  }

  /// Refused either way, PCRE's own constructs among them.
  @Test(arguments: [
    ("(", 0), ("a)", 1), ("[a", 0), ("a**", 2), ("*", 0), ("^*", 1), ("a{2,1}", 1), ("[b-a]", 1),
    ("\\", 0), ("(?i)a", 0), ("(?i:a)", 0), ("(?#x)", 0), ("(?P<n>a)", 0), ("(?>a)", 0),
    ("(?|a)", 0), ("(?R)", 0), ("(a)(?1)", 3), ("a++", 2), ("(?<n>a)(?<n>b)", 7),
    ("(?<n>a)\\k<m>", 7), ("(?<1>a)", 3), ("(?<n", 3), ("(?<=a)*", 6), ("{1}", 0),
    ("^\\_\\Z", 3), ("a\\z", 1), ("\\k", 0), ("\\k<a>", 0), ("\\c", 0), ("\\c1", 0), ("[\\c1]", 1),
    ("\\x4", 0), ("\\u{110000}", 0), ("\\u12", 0), ("\\p{ L }", 0),
  ])
  func invalid(pattern: String, offset: Int) {
    #expect(!ECMARegex.isValid(Array(pattern.utf8)))
    let error = compileError(pattern)
    #expect(error?.offset == offset)
    #expect(error?.unsupported == false)
  }

  /// Escapes of other languages are refused, also where the rest of the pattern needs Annex B, and
  /// the error says what to write.
  @Test(arguments: [
    ("\\A", "\\A is no escape of ECMA-262: write ^"),
    ("\\Z", "\\Z is no escape of ECMA-262: write $"),
    ("\\z", "\\z is no escape of ECMA-262: write $"),
    ("\\G", "\\G is no escape of ECMA-262: leave it out"),
    ("\\Q", "\\Q is no escape of ECMA-262: write \\ before each character that has a meaning"),
    ("\\h", "\\h is no escape of ECMA-262: write [ \\t]"),
    ("\\R", "\\R is no escape of ECMA-262: write (?:\\r\\n|[\\n\\r])"),
    ("\\X", "\\X is no escape of ECMA-262: write ."),
    ("\\a", "\\a is no escape of ECMA-262: write \\x07"),
    ("\\e", "\\e is no escape of ECMA-262: write \\x1B"),
    ("\\m", "\\m is no escape of ECMA-262: write the letter without \\"),
    ("\\x{41}", "ECMA-262 has no \\x{…}: write \\u{…}"),
    ("\\pL", "\\p must be followed by {…}: write \\p{L} for letters"),
    ("\\p{Print}", "ECMA-262 has no Unicode property \"Print\": write [\\x20-\\x7E]"),
    ("[\\p{Graph}\\x20]", "ECMA-262 has no Unicode property \"Graph\": write [\\x21-\\x7E]"),
    ("\\p{Greek}", "ECMA-262 has no Unicode property \"Greek\": write \\p{Script=Greek}"),
    (
      "\\p{IsAlphabetic}",
      "ECMA-262 has no Unicode property \"IsAlphabetic\": write \\p{Alphabetic}"
    ),
    (
      "\\p{Nothing}",
      "ECMA-262 has no Unicode property \"Nothing\": use a General_Category, Script=… or a binary "
        + "property"
    ),
  ])
  func mends(pattern: String, message: String) {
    #expect(compileError(pattern)?.message == message)
    #expect(compileError(pattern + "\\_")?.message == message)
    #expect(!ECMARegex.isValid(Array(pattern.utf8)))
  }

  @Test func notUTF8() {
    #expect(!ECMARegex.isValid([0x61, 0xFF]))
    #expect(!ECMARegex.isValid([0x5B, 0xC3]))
  }

  /// Every name in the tables is known, and spelled as it must be.
  @Test func propertyNames() {
    for name in PropertyNames.scripts.split(separator: " ") {
      #expect(ECMARegex.isValid(Array("\\p{Script=\(name)}\\P{scx=\(name)}".utf8)))
      #expect(!ECMARegex.isValid(Array("\\p{Script=\(name.lowercased())}".utf8)))
    }
    for name in PropertyNames.binary.split(separator: " ") {
      #expect(ECMARegex.isValid(Array("\\p{\(name)}".utf8)))
      #expect(!ECMARegex.isValid(Array("\\p{\(name)=Y}".utf8)))
    }
  }
}
