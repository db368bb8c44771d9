import Synchronization

/// A pattern of ECMA-262, as JSON Schema's `pattern` uses it.
///
/// The pattern is read with the grammar of the `u` flag and, where that fails, with what Annex B
/// adds to it, as far as that changes the meaning of nothing; it is matched against code points. It
/// may match anywhere in the subject. Common shapes need no engine; of the others PCRE2 runs what it
/// can, and an engine of our own the rest (lookbehinds of any width, for instance). What PCRE2
/// cannot decide in a few steps is decided in linear time, or, where the pattern has backreferences, by
/// our own engine within a limit: PCRE2's steps say little of its time, as it counts no characters.
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
  /// Instructions of the linear programs; nil where the pattern has none.
  private let linearSize: Int?
  /// What a character can cost.
  private let charge: PatternCharge
  private let source: [UInt8]
  private let options: Options
  /// Made when PCRE2 cannot read a subject, or not decide it.
  private let reserve = Mutex<BacktrackingProgram?>(nil)
  /// Made when a subject is first too costly.
  private let linear = Mutex<LinearPlan?>(nil)

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
    linearSize = direct != nil ? nil : LinearPlan.size(of: parsed)
    charge = PatternCharge(parsed, size: pattern.count)
    source = pattern
    self.options = options
  }

  deinit {
    direct?.deallocate()
    pcre2?.release()
    if !isSmall, let size = linearSize, linear.withLock({ $0 != nil }) {
      Self.claimed.wrappingSubtract(size, ordering: .relaxed)
    }
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
  /// - Parameters:
  ///   - subject: a decoded string in UTF-8.
  ///   - work: grows by what the match can have cost, in sixteenths of a microsecond or so. It depends on
  ///     the pattern and the subject alone: neither on the machine nor on the engine that was at work.
  package func test(_ subject: UnsafeBufferPointer<UInt8>, work: inout Int) -> Verdict {
    if let direct {
      work &+= 1 &+ (subject.count &>> 6)
      return direct.test(subject) ? .match : .noMatch
    }
    work &+= charge.ofFirstSteps(subject.count)
    guard let pcre2,
      let steps = charge.firstSteps(subject.count, limit: options.matchLimit)
    else { return decide(subject, &work) }
    // Nil where the subject is not PCRE2's.
    let first = pcre2._withUnsafeGuaranteedRef { $0.test(subject, steps: steps) } ?? .tooCostly
    return first == .tooCostly ? retry(subject, steps, &work) : first
  }

  /// Once more, after the first few steps were not enough.
  @inline(never)
  private func retry(
    _ subject: UnsafeBufferPointer<UInt8>, _ steps: UInt32, _ work: inout Int
  ) -> Verdict {
    // What one engine finds too costly the other may not. Both are asked before anything is charged
    // for it, as neither charge nor verdict may hang on which was asked first.
    if let both = pcre2?._withUnsafeGuaranteedRef({ $0.test(subject, steps: steps, byBoth: true) })
    {
      if both != .tooCostly { return both }
      work &+= charge.ofCostlySteps(steps, subject.count)
    }
    return decide(subject, &work)
  }

  /// By an engine that counts all it does.
  @inline(never)
  private func decide(_ subject: UnsafeBufferPointer<UInt8>, _ work: inout Int) -> Verdict {
    var steps = 0
    defer { work &+= steps &>> 3 }
    if linearSize != nil, let plan = linearPlan() {
      return plan.test(subject, limits: options, steps: &steps)
    }
    guard let program = backtracking ?? reserveProgram() else { return .tooCostly }
    return Backtracker.test(program, subject, limits: options, steps: &steps)
  }

  private func reserveProgram() -> BacktrackingProgram? {
    reserve.withLock { program in
      if program == nil, let parsed = try? PatternParser.parse(source) {
        program = BacktrackingProgram(parsed)
      }
      return program
    }
  }

  /// Large programs are kept as long as there is room for them, and then made anew for each match:
  /// a schema may hold many patterns.
  private func linearPlan() -> LinearPlan? {
    linear.withLock { kept in
      if let kept { return kept }
      let made = (try? PatternParser.parse(source)).flatMap(LinearPlan.init)
      if isSmall || Self.claim(linearSize ?? 0) { kept = made }
      return made
    }
  }

  private var isSmall: Bool { linearSize ?? 0 <= LinearProgram.maximumSmall }

  /// Instructions of the large programs that are kept.
  private static let claimed = Atomic<Int>(0)

  private static func claim(_ size: Int) -> Bool {
    let sum = claimed.wrappingAdd(size, ordering: .relaxed).newValue
    if sum <= LinearProgram.maximumKept { return true }
    claimed.wrappingSubtract(size, ordering: .relaxed)
    return false
  }

  /// Whether `pattern` is a regular expression of ECMA-262 proper: the grammar of the `u` flag,
  /// without Annex B. This is the format `regex`.
  package static func isValid(_ pattern: [UInt8]) -> Bool {
    (try? PatternParser.parse(pattern, unicode: true)) != nil
  }
}
