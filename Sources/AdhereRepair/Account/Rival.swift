/// Another reading of a broken text, which was thrown out or stood against the one that is nearest.
public struct Rival: Sendable, Equatable {
  /// What its edits cost together, in structural marks.
  public var cost: Double
  /// The value it leads to, JSON; of a long one the first ``longestValue`` bytes.
  public var value: [UInt8]
  /// Whether it conforms, or the first thing that is wrong with it.
  public var why: String
  /// Its edits of the raw output.
  public var edits: [Repair]

  /// What ``why`` says of a reading that conforms.
  package static let conforms = "conforms"
  /// Most bytes of ``value``.
  public static let longestValue = 400

  /// A rival; its value is cut to ``longestValue``.
  ///
  /// - Parameters:
  ///   - cost: in structural marks.
  ///   - value: JSON text.
  ///   - why: whether it conforms, or what is wrong with it.
  ///   - edits: of the raw output.
  public init(cost: Double, value: [UInt8], why: String, edits: [Repair] = []) {
    // No character is cut in two.
    var end = min(value.count, Rival.longestValue)
    while end > 0, end < value.count, value[end] & 0xC0 == 0x80 { end -= 1 }
    self.cost = cost
    self.value = Array(value[..<end])
    self.why = why
    self.edits = edits
  }
}
