/// A pattern of ECMA-262, as JSON Schema's `pattern` uses it.
///
/// The pattern is read with the grammar of the `u` flag and, where that fails, with that of
/// Annex B, as `new RegExp(pattern)` has it; either way it is matched against code points. It may
/// match anywhere in the subject. What PCRE2 can run, it runs; common shapes need no engine.
///
///     let regex = try ECMARegex(Array("^[a-z]+$".utf8))
///     let subject = Array("abc".utf8)
///     subject.withUnsafeBufferPointer { regex.test($0) }  // .match
public final class ECMARegex: Sendable {
  /// How a match ended.
  public enum Verdict: Sendable, Hashable {
    case match, noMatch
    /// A limit of work or memory was met: the pattern is too costly on this subject.
    case tooCostly
  }

  private enum Engine: Sendable {
    case direct(DirectMatcher)
    case pcre2(PCRE2Program)
  }

  private let engine: Engine

  /// Compiles a pattern.
  ///
  /// - Parameters:
  ///   - pattern: the pattern in UTF-8, without slashes or flags.
  ///   - options: bounds on size and work.
  /// - Throws: ``PatternError`` for a syntax error, with its place, or for a pattern that is too
  ///   large or cannot be run.
  public init(_ pattern: [UInt8], options: Options = .init()) throws(PatternError) {
    guard pattern.count <= options.maximumPatternBytes else {
      throw PatternError(
        "the pattern has \(pattern.count) bytes; the limit is \(options.maximumPatternBytes)",
        at: options.maximumPatternBytes, unsupported: true)
    }
    let parsed = try PatternParser.parse(pattern)
    guard parsed.depth <= options.maximumNesting else {
      throw PatternError(
        "the pattern nests \(parsed.depth) groups; the limit is \(options.maximumNesting)",
        at: 0, unsupported: true)
    }
    if let direct = DirectMatcher(parsed) {
      engine = .direct(direct)
    } else if let translated = Translator.translate(parsed),
      let program = PCRE2Program(translated, limits: options)
    {
      engine = .pcre2(program)
    } else {
      throw PatternError("PCRE2 cannot run this pattern", at: 0, unsupported: true)
    }
  }

  /// Whether the pattern matches anywhere in `subject`.
  ///
  /// - Parameter subject: a decoded string in UTF-8; it may hold lone surrogates in three bytes
  ///   each, which count as one code point.
  public func test(_ subject: UnsafeBufferPointer<UInt8>) -> Verdict {
    switch engine {
    case .direct(let matcher): return matcher.test(subject) ? .match : .noMatch
    case .pcre2(let program):
      guard CodePoints.isUTF8(subject) else { return .noMatch }
      return program.test(subject)
    }
  }

  /// Whether `pattern` is a regular expression of ECMA-262 proper: the grammar of the `u` flag,
  /// without Annex B. This is the format `regex`.
  public static func isValid(_ pattern: [UInt8]) -> Bool {
    (try? PatternParser.parse(pattern, unicode: true)) != nil
  }
}
