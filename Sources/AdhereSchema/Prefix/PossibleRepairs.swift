package import AdhereJSON

/// What could still be repaired in a value that is arriving, so that it does not count against it.
///
/// Every answer may be yes; no is a promise that nothing which is done to the value afterwards
/// makes up for it.
///
/// An object: it is handed along for every value, and one count is cheaper than a copy.
package protocol PossibleRepairs: AnyObject, Sendable {
  /// Whether a value of a kind may be made into one of these types.
  func mayBecome(_ types: JSONTypes, from kind: Node.Kind) -> Bool

  /// Whether a key that is not declared may stand for one of those that are.
  func mayMean(_ key: [UInt8], _ declared: [[UInt8]]) -> Bool

  /// Whether the scalar at `node` may be spelled as one of the values that are allowed.
  func maySpell(_ tape: Tape, _ node: Int, _ allowed: [(tape: Tape, node: Int)]) -> Bool
}

/// A set of the kinds that a JSON value can have.
package struct JSONTypes: Sendable, Equatable {
  let bits: UInt8

  init(bits: UInt8) { self.bits = bits }

  package func contains(_ kind: Node.Kind) -> Bool { bits >> kind.rawValue & 1 != 0 }
}
