public import AdhereTraces
package import AdhereJudging

/// What a ``Filter`` keeps of the outputs it judges, beside what it writes.
///
/// Traces of outputs that were repaired or failed are always kept; of those that were valid, or
/// held no call where none was due, the share asked for.
public struct RecordingOptions: Sendable {
  /// Share of the valid outputs that are kept too, 0 to 1. Which ones is decided by their bytes,
  /// so that the same stream gives the same traces on every machine and in any number of parts.
  public var validShare: Double
  /// What the flags asked, for outputs that do not say so themselves.
  public var request: Trace.Request
  /// What was asked for single answers of a batch, by `custom_id`.
  public var batch: [String: Trace.Request]
  public var rights: Trace.Rights
  /// Whether traces are made.
  public var keepsTraces: Bool
  /// Whether outputs are counted (``Tallies``).
  public var keepsTallies: Bool

  public init(
    validShare: Double = 0, request: Trace.Request = Trace.Request(),
    batch: [String: Trace.Request] = [:], rights: Trace.Rights = Trace.Rights(),
    keepsTraces: Bool = true,
    keepsTallies: Bool = true
  ) {
    self.validShare = validShare
    self.request = request
    self.batch = batch
    self.rights = rights
    self.keepsTraces = keepsTraces
    self.keepsTallies = keepsTallies
  }

  /// Whether an output that came to this is kept.
  package func keeps(_ outcome: Outcome, _ raw: Output.Raw) -> Bool {
    guard outcome == .valid || outcome == .noCall else { return true }
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
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash ^= hash >> 32
    hash = hash &* 0x9E37_79B9_7F4A_7C15
    return Double(hash >> 11) / Double(1 << 53 as UInt64) < validShare
  }
}
