/// A pattern of ECMA-262, as JSON Schema's `pattern` uses it (unanchored), run by PCRE2.
public final class ECMARegex: Sendable {
  /// How a match ended.
  public enum Verdict: Sendable {
    case match, noMatch
    /// A limit of work or memory was met: the pattern is too costly on this subject.
    case tooCostly
  }
}
