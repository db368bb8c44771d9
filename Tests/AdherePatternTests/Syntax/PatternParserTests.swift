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
    "\\-", "\\a", "\\Z", "\\A", "]", "}", "a{", "\\07", "\\1", "\\k", "\\pL", "\\p{greek}",
    "\\p{ L }", "\\p{Greek}", "\\x{41}", "\\c", "[a-\\d]", "(?=a)+", "\\u{110000}",
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
  ])
  func invalid(pattern: String, offset: Int) {
    #expect(!ECMARegex.isValid(Array(pattern.utf8)))
    let error = compileError(pattern)
    #expect(error?.offset == offset)
    #expect(error?.unsupported == false)
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
