import Synchronization

/// A pattern as PCRE2 runs it: one program for ASCII subjects, which most are, and one for the
/// others, made when the first of them comes.
final class PCRE2Engine: @unchecked Sendable {
  // Unchecked: what is written after `init` is atomic.
  private let source: [UInt8]
  private let limits: MatchLimits
  /// Nil where the pattern asks for properties: then the other program runs everything.
  private let ascii: Unmanaged<PCRE2Program>?
  /// The program for any subject, retained; 0 before it is made.
  private let wide = Atomic<UInt>(0)

  /// Nil where PCRE2 cannot run the pattern.
  init?(_ pattern: Pattern, source: [UInt8], limits: MatchLimits) {
    let isPlain = pattern.classes.allSatisfy(\.isPlain)
    guard let translated = Translator.translate(pattern, ascii: isPlain),
      let program = PCRE2Program(translated, ascii: isPlain, limits: limits)
    else { return nil }
    let retained = Unmanaged.passRetained(program)
    ascii = isPlain ? retained : nil
    if !isPlain { wide.store(UInt(bitPattern: retained.toOpaque()), ordering: .releasing) }
    self.source = source
    self.limits = limits
  }

  deinit {
    ascii?.release()
    wideProgram?.release()
  }

  private var wideProgram: Unmanaged<PCRE2Program>? {
    UnsafeRawPointer(bitPattern: wide.load(ordering: .acquiring)).map(Unmanaged.fromOpaque)
  }

  /// Searches `subject`; nil where it holds lone surrogates, or PCRE2 cannot run the pattern on it.
  ///
  /// - Parameter byBoth: by the interpreter and the machine code, too costly where it is for both.
  @inline(__always)
  func test(
    _ subject: UnsafeBufferPointer<UInt8>, steps: UInt32, byBoth: Bool = false
  ) -> MatchVerdict? {
    program(for: subject)?._withUnsafeGuaranteedRef {
      byBoth ? $0.testByBoth(subject, steps: steps) : $0.test(subject, steps: steps)
    }
  }

  @inline(__always)
  private func program(for subject: UnsafeBufferPointer<UInt8>) -> Unmanaged<PCRE2Program>? {
    switch CodePoints.content(of: subject) {
    case .ascii: ascii ?? wideProgram
    case .utf8: wideProgram ?? makeWide()
    case .other: nil
    }
  }

  @inline(never)
  private func makeWide() -> Unmanaged<PCRE2Program>? {
    guard let pattern = try? PatternParser.parse(source),
      let translated = Translator.translate(pattern, ascii: false),
      let program = PCRE2Program(translated, ascii: false, limits: limits)
    else { return nil }
    let mine = Unmanaged.passRetained(program)
    let (exchanged, other) = wide.compareExchange(
      expected: 0, desired: UInt(bitPattern: mine.toOpaque()), ordering: .acquiringAndReleasing)
    if exchanged { return mine }
    // Another thread was quicker.
    mine.release()
    return UnsafeRawPointer(bitPattern: other).map(Unmanaged.fromOpaque)
  }
}
