import Synchronization

/// A pattern of ECMA-262, as JSON Schema's `pattern` uses it.
///
/// The pattern is read with the grammar of the `u` flag and, where that fails, with what Annex B
/// adds to it, as far as that changes the meaning of nothing; it is matched against code points. It
/// may match anywhere in the subject. Common shapes need no engine; of the others PCRE2 runs what it
/// can, and an engine of our own the rest (lookbehinds of any width, for instance). What takes
/// either of them too many steps is decided in linear time, unless it has lookarounds or
/// backreferences.
///
///     let regex = try ECMARegex(Array("^[a-z]+$".utf8))
///     let subject = Array("abc".utf8)
///     subject.withUnsafeBufferPointer { regex.test($0) }  // .match
package final class ECMARegex: Sendable {
  package typealias Options = MatchLimits
  package typealias Verdict = MatchVerdict

  // One of these runs the pattern. They are properties of their own, not cases of an enum, as
  // reading a case would count references at every match.
  private nonisolated(unsafe) let direct: DirectMatcher?
  private let pcre2: Unmanaged<PCRE2Engine>?
  private let backtracking: BacktrackingProgram?
  /// Instructions of the linear program; nil where the pattern has none.
  private let linearSize: Int?
  private let source: [UInt8]
  private let options: Options
  /// Made when a subject holds a lone surrogate, which PCRE2 cannot read.
  private let reserve = Mutex<BacktrackingProgram?>(nil)
  /// Made when a subject is first too costly.
  private let linear = Mutex<LinearProgram?>(nil)

  /// Compiles a pattern.
  ///
  /// - Parameters:
  ///   - pattern: the pattern in UTF-8, without slashes or flags.
  ///   - options: bounds on size and work.
  /// - Throws: ``PatternError`` for a syntax error, with its place, or for a pattern that is too
  ///   large or cannot be run.
  package init(_ pattern: [UInt8], options: Options = .init()) throws(PatternError) {
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
    direct = DirectMatcher(parsed)
    pcre2 =
      direct != nil
      ? nil
      : PCRE2Engine(parsed, source: pattern, limits: options).map(Unmanaged.passRetained)
    backtracking = direct == nil && pcre2 == nil ? BacktrackingProgram(parsed) : nil
    linearSize = direct != nil ? nil : LinearProgram.size(of: parsed)
    source = pattern
    self.options = options
  }

  deinit {
    direct?.deallocate()
    pcre2?.release()
  }

  /// Whether the pattern matches anywhere in `subject`.
  ///
  /// - Parameter subject: a decoded string in UTF-8; it may hold lone surrogates in three bytes
  ///   each, which count as one code point.
  package func test(_ subject: UnsafeBufferPointer<UInt8>) -> Verdict {
    var work = 0
    return test(subject, work: &work)
  }

  /// As ``test(_:)``.
  ///
  /// - Parameter work: grows by what the match can have cost, in microseconds or so. It depends on
  ///   the pattern and the subject alone: neither on the machine nor on the engine that was at work.
  package func test(_ subject: UnsafeBufferPointer<UInt8>, work: inout Int) -> Verdict {
    if let direct { return direct.test(subject) ? .match : .noMatch }
    work &+= 1 &+ (linearSize ?? 16) &* subject.count &>> 12
    let steps = min(
      options.matchLimit, MatchLimits.firstSteps &+ UInt32(clamping: subject.count) &* 16)
    let first =
      pcre2?._withUnsafeGuaranteedRef { $0.test(subject, steps: steps) }
      ?? backtrack(subject, steps: steps)
    return first == .tooCostly ? retry(subject, steps, &work) : first
  }

  /// Once more, after the first few steps were not enough: in linear time where that is possible,
  /// else with more steps.
  @inline(never)
  private func retry(
    _ subject: UnsafeBufferPointer<UInt8>, _ steps: UInt32, _ work: inout Int
  ) -> Verdict {
    if linearSize != nil, let program = linearProgram() {
      return LinearMatcher.test(program, subject, limits: options)
    }
    // What one engine finds too costly the other may not. Both are asked before the work is said to
    // be great, as what it is charged for may not hang on which was asked first.
    if let verdict = pcre2?._withUnsafeGuaranteedRef({
      $0.test(subject, steps: steps, byBoth: true)
    }) {
      if verdict != .tooCostly { return verdict }
      work &+= MatchLimits.workOfCostly
      let full = options.matchLimit
      return pcre2?._withUnsafeGuaranteedRef { $0.test(subject, steps: full, byBoth: true) }
        ?? .tooCostly
    }
    work &+= MatchLimits.workOfCostly
    return backtrack(subject, steps: options.matchLimit)
  }

  @inline(never)
  private func backtrack(_ subject: UnsafeBufferPointer<UInt8>, steps: UInt32) -> Verdict {
    let program =
      backtracking
      ?? reserve.withLock { program in
        if program == nil, let parsed = try? PatternParser.parse(source) {
          program = BacktrackingProgram(parsed)
        }
        return program
      }
    guard let program else { return .tooCostly }
    return Backtracker.test(program, subject, steps: steps, limits: options)
  }

  private func linearProgram() -> LinearProgram? {
    linear.withLock { program in
      if program == nil, let parsed = try? PatternParser.parse(source) {
        program = LinearProgram(parsed)
      }
      return program
    }
  }

  /// Whether `pattern` is a regular expression of ECMA-262 proper: the grammar of the `u` flag,
  /// without Annex B. This is the format `regex`.
  package static func isValid(_ pattern: [UInt8]) -> Bool {
    (try? PatternParser.parse(pattern, unicode: true)) != nil
  }
}
