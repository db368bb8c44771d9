import CAdherePCRE2
import Synchronization

/// A pattern compiled by PCRE2: interpreted at first, by machine code once it is used often.
final class PCRE2Program: @unchecked Sendable {
  // Unchecked: `code` is never written after `init`, and the machine code lives in a copy of it
  // that is complete before its address is published.
  private let code: OpaquePointer
  private let limits: MatchLimits
  private let uses = Atomic<Int>(0)
  /// The code to run with the JIT; 0 before it is made.
  private let machine = Atomic<UInt>(0)

  /// Compiles `translated`; nil where PCRE2 cannot run it.
  init?(_ translated: [UInt8], ascii: Bool, limits: MatchLimits) {
    let options =
      (ascii ? 0 : PCRE2_UTF | PCRE2_NO_UTF_CHECK) | PCRE2_DOTALL | PCRE2_DOLLAR_ENDONLY
      | PCRE2_MATCH_UNSET_BACKREF | PCRE2_NEVER_UCP | PCRE2_NEVER_BACKSLASH_C
    var error: Int32 = 0
    var offset = 0
    let compiled = translated.withUnsafeBufferPointer { bytes in
      pcre2_compile_8(bytes.baseAddress ?? Self.nothing, bytes.count, options, &error, &offset, nil)
    }
    guard let compiled else { return nil }
    code = compiled
    self.limits = limits
  }

  deinit {
    if let machine = OpaquePointer(bitPattern: machine.load(ordering: .acquiring)) {
      pcre2_code_free_8(machine)
    }
    pcre2_code_free_8(code)
  }

  /// PCRE2 wants an address even for an empty string.
  private nonisolated(unsafe) static let nothing: UnsafePointer<UInt8> = {
    let byte = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)
    byte.initialize(to: 0)
    return UnsafePointer(byte)
  }()

  /// Searches `subject`, which must be UTF-8 without surrogates, or ASCII if compiled for it.
  ///
  /// - Parameter steps: the most steps of backtracking. The interpreter and the machine code count
  ///   them differently.
  func test(_ subject: UnsafeBufferPointer<UInt8>, steps: UInt32) -> MatchVerdict {
    if let machine = OpaquePointer(bitPattern: machine.load(ordering: .acquiring)) {
      return compiled(machine, subject, steps) ?? interpreted(subject, steps)
    }
    if uses.wrappingAdd(1, ordering: .relaxed).newValue == limits.usesBeforeJIT {
      compileToMachineCode()
    }
    return interpreted(subject, steps)
  }

  /// As ``test(_:steps:)``, by both: it is too costly where it is for both, so that nothing hangs on
  /// which of them is at work.
  func testByBoth(_ subject: UnsafeBufferPointer<UInt8>, steps: UInt32) -> MatchVerdict {
    let verdict = interpreted(subject, steps)
    if verdict != .tooCostly { return verdict }
    if machine.load(ordering: .acquiring) == 0 { compileToMachineCode() }
    guard let machine = OpaquePointer(bitPattern: machine.load(ordering: .acquiring)) else {
      return verdict
    }
    return compiled(machine, subject, steps) ?? verdict
  }

  private func interpreted(
    _ subject: UnsafeBufferPointer<UInt8>, _ steps: UInt32
  ) -> MatchVerdict {
    let state = MatchState.ofThisThread(limits, steps: steps)
    let result = pcre2_match_8(
      code, subject.baseAddress ?? Self.nothing, subject.count, 0, UInt32(PCRE2_NO_UTF_CHECK),
      state.data, state.context)
    if result < PCRE2_ERROR_NOMATCH { state.forgetMemory() }
    return Self.verdict(result)
  }

  /// Nil where the machine code has too small a stack, which is so on purpose: the interpreter
  /// works on the heap.
  private func compiled(
    _ machine: OpaquePointer, _ subject: UnsafeBufferPointer<UInt8>, _ steps: UInt32
  ) -> MatchVerdict? {
    let state = MatchState.ofThisThread(limits, steps: steps)
    let result = pcre2_jit_match_8(
      machine, subject.baseAddress ?? Self.nothing, subject.count, 0, 0, state.data, state.context)
    return result == PCRE2_ERROR_JIT_STACKLIMIT ? nil : Self.verdict(result)
  }

  private static func verdict(_ result: Int32) -> MatchVerdict {
    if result >= 0 { return .match }
    return result == PCRE2_ERROR_NOMATCH ? .noMatch : .tooCostly
  }

  private func compileToMachineCode() {
    guard let copy = pcre2_code_copy_8(code) else { return }
    guard pcre2_jit_compile_8(copy, UInt32(PCRE2_JIT_COMPLETE)) == 0,
      // Another thread may have been quicker.
      machine.compareExchange(
        expected: 0, desired: UInt(bitPattern: copy), ordering: .acquiringAndReleasing
      ).exchanged
    else { return pcre2_code_free_8(copy) }
  }
}
