import ECMARegex
import Testing

/// The verdict of `pattern` on `subject`, both given as text.
func verdict(
  _ pattern: String, _ subject: String, options: ECMARegex.Options = .init()
) throws -> ECMARegex.Verdict {
  let regex = try ECMARegex(Array(pattern.utf8), options: options)
  return Array(subject.utf8).withUnsafeBufferPointer { regex.test($0) }
}

@Suite struct ECMARegexTests {
  @Test(arguments: [
    ("^abc$", "abc", true), ("^abc$", "abc\n", false), ("b", "abc", true),
    ("^\\d{4}-\\d{2}$", "2024-01", true), ("^\\d{4}-\\d{2}$", "2024-1", false),
    ("^(a|bc|)$", "bc", true), ("^(a|bc|)$", "b", false), ("^.*$", "a\u{2028}b", false),
    ("^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$", "a@b.c", true), ("a.c", "a\u{1F600}c", true),
    ("^\\p{L}+$", "\u{E9}t\u{E9}", true), ("\\-", "a-b", true),
    ("^\\u{1F432}*$", "\u{1F432}", true),
  ])
  func matches(pattern: String, subject: String, expected: Bool) throws {
    #expect(try verdict(pattern, subject) == (expected ? .match : .noMatch))
  }
}
