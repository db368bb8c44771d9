import Synchronization

/// A pattern of ECMA-262, as JSON Schema's `pattern` uses it.
///
/// The pattern is read with the grammar of the `u` flag and, where that fails, with that of
/// Annex B, as `new RegExp(pattern)` has it; either way it is matched against code points. It may
/// match anywhere in the subject. Common shapes need no engine; of the others PCRE2 runs what it
/// can, and an engine of our own the rest (lookbehinds of any width, for instance).
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
    case backtracking(BacktrackingProgram)
  }

  private let engine: Engine
  private let source: [UInt8]
  private let options: Options
  /// Made when a subject holds a lone surrogate, which PCRE2 cannot read.
  private let reserve = Mutex<BacktrackingProgram?>(nil)

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
      engine = .backtracking(BacktrackingProgram(parsed))
    }
    source = pattern
    self.options = options
  }

  /// Whether the pattern matches anywhere in `subject`.
  ///
  /// - Parameter subject: a decoded string in UTF-8; it may hold lone surrogates in three bytes
  ///   each, which count as one code point.
  public func test(_ subject: UnsafeBufferPointer<UInt8>) -> Verdict {
    switch engine {
    case .direct(let matcher): return matcher.test(subject) ? .match : .noMatch
    case .pcre2(let program):
      guard CodePoints.isUTF8(subject) else { return testWithSurrogates(subject) }
      return program.test(subject)
    case .backtracking(let program):
      return Backtracker.test(program, subject, limits: options)
    }
  }

  @inline(never)
  private func testWithSurrogates(_ subject: UnsafeBufferPointer<UInt8>) -> Verdict {
    let program = reserve.withLock { program in
      if program == nil, let parsed = try? PatternParser.parse(source) {
        program = BacktrackingProgram(parsed)
      }
      return program
    }
    guard let program else { return .tooCostly }
    return Backtracker.test(program, subject, limits: options)
  }

  /// Whether `pattern` is a regular expression of ECMA-262 proper: the grammar of the `u` flag,
  /// without Annex B. This is the format `regex`.
  public static func isValid(_ pattern: [UInt8]) -> Bool {
    (try? PatternParser.parse(pattern, unicode: true)) != nil
  }
}
