internal import AdhereJSON

/// A compiled schema: a type check and a run of instructions, grouped by what they look at.
struct Block {
  /// One bit for each ``Node/Kind`` that is allowed; a key counts as a string.
  var types: UInt8 = Block.everyType
  var flags: UInt8 = 0
  /// Ends of the groups, relative to ``first``.
  var ends: (UInt16, UInt16, UInt16, UInt16, UInt16, UInt16) = (0, 0, 0, 0, 0, 0)
  /// The first instruction.
  var first: UInt32 = 0

  static let everyType: UInt8 = 0xFF
  static let integersOnly: UInt8 = 1
  /// `1.0` is no integer (drafts 3 and 4).
  static let lexicalIntegers: UInt8 = 2
  /// Nothing but the type is checked.
  static let leaf: UInt8 = 4
  static let tracksProperties: UInt8 = 8
  static let tracksItems: UInt8 = 16
  /// Not a schema of its own: stands for the block in ``first``.
  static let alias: UInt8 = 32

  static func bit(_ kind: Node.Kind) -> UInt8 {
    kind == .string
      ? 1 << Node.Kind.string.rawValue | 1 << Node.Kind.key.rawValue
      : 1 << kind.rawValue
  }

  func end(_ group: Group) -> Int {
    switch group {
    case .number: Int(ends.0)
    case .string: Int(ends.1)
    case .array: Int(ends.2)
    case .object: Int(ends.3)
    case .common: Int(ends.4)
    case .late: Int(ends.5)
    }
  }
}
