import Testing

@testable import AdherePattern

/// What patterns match, as `new RegExp(pattern, "u").test(subject)` has it.
struct MatchingTests {
  @Test(arguments: [
    // Unanchored search, anchors, line ends.
    ("b", "abc", true), ("^b", "abc", false), ("^abc$", "abc\n", false), ("$", "", true),
    ("^.$", "\u{2028}", false), ("^.$", "\r", false), ("^.$", "\u{85}", true),
    ("^[^]$", "\n", true), ("[]", "a", false),
    // Classes are ASCII, except \s.
    ("^\\d+$", "42", true), ("^\\d$", "\u{0667}", false), ("^\\w$", "\u{E9}", false),
    ("^\\s$", "\u{FEFF}", true), ("^\\s$", "\u{85}", false), ("^\\S$", "\u{A0}", false),
    ("^[\\s\\d]+$", "1\u{2003}2", true), ("^[^\\s]$", "\u{3000}", false),
    ("\\b\u{E9}", "\u{E9}", false), ("^[\\S\\s]$", "\u{1F600}", true),
    // Escapes.
    ("^\\v$", "\u{0B}", true), ("^\\cJ$", "\n", true), ("^\\0$", "\0", true),
    ("^\\x41\\u0042\\u{43}$", "ABC", true), ("^\\ud83d\\udc32$", "\u{1F432}", true),
    ("^[\\u{1F432}-\\u{1F434}]$", "\u{1F433}", true), ("^[\\b]$", "\u{08}", true),
    ("^\\/\\.\\-$", "/.-", true),
    // Code points, not code units.
    ("^.$", "\u{1F432}", true), ("^.{2}$", "\u{1F432}\u{1F432}", true),
    ("^\u{1F432}*$", "\u{1F432}\u{1F432}", true),
    // Properties.
    ("^\\p{Letter}+$", "\u{E9}a", true), ("^\\p{Lu}$", "\u{C9}", true),
    ("^\\P{Lu}$", "\u{E9}", true), ("^\\p{Script=Greek}$", "\u{3BB}", true),
    ("^\\p{sc=Cyrl}$", "\u{3BB}", false), ("^\\p{digit}$", "\u{0667}", true),
    ("^[\\p{Nd}_]+$", "\u{0667}_", true), ("^[^\\p{L}]$", "1", true),
    ("^\\p{Assigned}$", "a", true), ("^\\p{Any}$", "\u{10FFFF}", true),
    ("^\\p{LC}$", "\u{01C5}", true), ("^\\p{Script=Kawi}$", "a", false),
    // Groups and references.
    ("^(?<q>['\"]).*\\k<q>$", "'it\"s'", true), ("\\k<n>(?<n>a)", "a", true),
    ("^(?:(a)|b)\\1$", "b", true), ("^(?:(a)|b)*\\1$", "abb", true), ("^(a)\\1$", "ab", false),
    ("^(?=.*\\d)(?!.*x).+$", "a1", true), ("^(?=.*\\d)(?!.*x).+$", "a1x", false),
    // Lookbehinds of any width.
    ("(?<=\\$\\d+)\\.", "$42.", true), ("(?<!^a.*)b", "axb", false),
    ("(?<=(\\w)\\1)c", "aac", true), ("(?<=\\1(\\w))c", "aac", true),
    // Counts that PCRE2 does not have.
    ("^(?:ab){0,70000}$", "abab", true), ("^(?:ab|c){70000}$", "ab", false),
  ])
  func unicodeMode(pattern: String, subject: String, expected: Bool) throws {
    #expect(try verdict(pattern, subject) == (expected ? .match : .noMatch))
  }

  /// Patterns that the `u` flag refuses and a pattern without it does not.
  @Test(arguments: [
    ("^\\-\\_\\@\\ \\%$", "-_@ %", true), ("^]}$", "]}", true), ("^{$", "{", true),
    ("^a{,3}$", "a{,3}", true), ("^a{1$", "a{1", true),
    ("^\\07\\101$", "\u{07}A", true), ("^\\8$", "8", true), ("^[\\d-x]+$", "4-x", true),
    ("^\\p{L}$", "a", true), ("(?=a)*a", "a", true), ("[[:alpha:]]", "a]", true),
    // What the u flag gives a meaning keeps it.
    ("^\\p{L}\\-$", "é-", true), ("^\\p{L}\\-$", "p{L}-", false),
    ("^[\\p{L}\\_ ]+$", "é_", true), ("^\\u{1F600}\\_$", "\u{1F600}_", true),
    ("^[^\\P{Lu}\\_]$", "É", true), ("^\\ud83d\\udc32\\_$", "\u{1F432}_", true),
  ])
  func annexB(pattern: String, subject: String, expected: Bool) throws {
    #expect(try verdict(pattern, subject) == (expected ? .match : .noMatch))
  }

  /// Lone surrogates, in three bytes each, are code points like others.
  @Test func loneSurrogates() throws {
    let lone: [UInt8] = [0x61, 0xED, 0xA0, 0xBD]
    for pattern in ["^a.$", "\\ud83d$", "[\\ud800-\\udbff]", "^a\\p{Cs}$", "\\P{L}$", "^(a.)+$"] {
      #expect(try verdict(Array(pattern.utf8), lone) == .match, "\(pattern)")
    }
    for pattern in ["^a$", "\\udc32", "\\p{L}$", "^(ab)+$"] {
      #expect(try verdict(Array(pattern.utf8), lone) == .noMatch, "\(pattern)")
    }
  }

  /// Bytes that are no UTF-8 must do no harm, whichever engine meets them.
  @Test func malformedSubjects() throws {
    for pattern in ["^.+$", "(a|b)+", "(?<=a+).", "[^a]", "^\\p{L}+$"] {
      for subject: [UInt8] in [[0xFF], [0xC3], [0x61, 0xF0, 0x9F], [0x80, 0x80], [0xED, 0xA0]] {
        _ = try verdict(Array(pattern.utf8), subject)
      }
    }
  }

  /// One regex serves many threads, through the switch to machine code.
  @Test func concurrentUse() async throws {
    let regex = try ECMARegex(Array("^(?:x|[a-y]+z)+$".utf8))
    let subjects = ["abcz", "abc", "xxabzx", "h\u{E9}z"].map { Array($0.utf8) }
    let wanted: [ECMARegex.Verdict] = [.match, .noMatch, .match, .noMatch]
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<8 {
        group.addTask {
          (0..<500).allSatisfy { round in
            subjects[round % 4].withUnsafeBufferPointer { regex.test($0) } == wanted[round % 4]
          }
        }
      }
      for await same in group { #expect(same) }
    }
  }
}
