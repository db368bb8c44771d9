import AdhereBytes
package import AdhereJudging
public import AdhereTraces

/// Which judged outputs become traces, and what the traces hold beside the judgement.
///
/// Outputs that were repaired or failed always do; of those that were valid, that held no call where
/// none was required, or that nothing was asked of, ``validShare`` does.
public struct RecordingOptions: Sendable {
  /// Share of the valid outputs that are kept too, 0 to 1. Which ones is decided by their bytes,
  /// so that the same stream gives the same traces on every machine and in any number of parts.
  public var validShare: Double
  /// The request of outputs that come without one.
  public var request: Trace.Request
  /// The requests of single answers of a batch, by `custom_id`.
  package var batch: [String: Trace.Request]
  /// What may be done with the traces.
  public var rights: Trace.Rights
  /// Whether traces are made.
  public var keepsTraces: Bool
  /// Whether a filter counts outputs (``Tallies``); a recorder always does.
  package var keepsTallies = true

  /// - Parameters:
  ///   - validShare: share of the valid outputs that become traces too, 0 to 1.
  ///   - request: the request of outputs that come without one.
  ///   - rights: what may be done with the traces.
  ///   - keepsTraces: whether traces are made.
  public init(
    validShare: Double = 0, request: Trace.Request = Trace.Request(),
    rights: Trace.Rights = Trace.Rights(), keepsTraces: Bool = true
  ) {
    self.validShare = validShare
    self.request = request
    self.rights = rights
    self.keepsTraces = keepsTraces
    batch = [:]
  }

  /// Whether an output with this outcome is kept.
  package func keeps(_ outcome: Outcome, _ raw: Output.Raw) -> Bool {
    guard outcome == .valid || outcome == .noCall || outcome == .unchecked else { return true }
    guard validShare > 0 else { return false }
    switch raw {
    case .text(let text): return text.withUnsafeBufferPointer(keepsValid)
    case .calls(let calls):
      return calls.flatMap { $0.arguments }.withUnsafeBufferPointer(keepsValid)
    }
  }

  /// Whether a valid output with these bytes is kept.
  package func keepsValid(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    if validShare <= 0 { return false }
    if validShare >= 1 { return true }
    var hash = FNV1a.hash(bytes)
    hash ^= hash >> 32
    hash = hash &* 0x9E37_79B9_7F4A_7C15
    return Double(hash >> 11) / Double(1 << 53 as UInt64) < validShare
  }
}
