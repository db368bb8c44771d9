internal import AdhereJSON

/// A compiled schema: a type check and a run of instructions, grouped by what they look at.
struct Block {
  /// One bit for each ``Node/Kind`` that is allowed; a key counts as a string.
  var types: UInt8 = Block.everyType
  var flags: UInt8 = 0
  // Where the groups end, counted from ``first``. Read through the ranges below.
  private var numbersEnd: UInt16 = 0
  private var stringsEnd: UInt16 = 0
  private var arraysEnd: UInt16 = 0
  private var objectsEnd: UInt16 = 0
  private var commonEnd: UInt16 = 0
  private var lateEnd: UInt16 = 0
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
  /// Not a schema of its own: its only instruction is a reference.
  static let alias: UInt8 = 32

  static func bit(_ kind: Node.Kind) -> UInt8 {
    kind == .string
      ? 1 << Node.Kind.string.rawValue | 1 << Node.Kind.key.rawValue
      : 1 << kind.rawValue
  }

  func allows(_ kind: Node.Kind) -> Bool { types >> kind.rawValue & 1 != 0 }
}

/// The groups of instructions, as ranges of the program's code.
extension Block {
  var numbers: Range<Int> { range(0, numbersEnd) }
  var strings: Range<Int> { range(numbersEnd, stringsEnd) }
  var arrays: Range<Int> { range(stringsEnd, arraysEnd) }
  var objects: Range<Int> { range(arraysEnd, objectsEnd) }
  /// Those that look at values of every kind, and come to their verdict at once.
  var common: Range<Int> { range(objectsEnd, commonEnd) }
  /// ``common``, and after them those that need to know what the others have evaluated.
  var everyKind: Range<Int> { range(objectsEnd, lateEnd) }
  var all: Range<Int> { range(0, lateEnd) }

  /// The instructions that look only at values of this kind.
  @inline(__always)
  func instructions(for kind: Node.Kind) -> Range<Int> {
    switch kind {
    case .number: range(0, numbersEnd)
    case .string, .key: range(numbersEnd, stringsEnd)
    case .array: range(stringsEnd, arraysEnd)
    case .object: range(arraysEnd, objectsEnd)
    default: range(0, 0)
    }
  }

  @inline(__always)
  private func range(_ start: UInt16, _ end: UInt16) -> Range<Int> {
    let first = Int(first)
    return Range(uncheckedBounds: (first &+ Int(start), first &+ Int(end)))
  }

  /// Ends a group where the program's code ends now. Groups are written in the order of ``Group``.
  mutating func end(_ group: Group, at count: Int) {
    let end = UInt16(count - Int(first))
    switch group {
    case .number: numbersEnd = end
    case .string: stringsEnd = end
    case .array: arraysEnd = end
    case .object: objectsEnd = end
    case .common: commonEnd = end
    case .late: lateEnd = end
    }
  }
}
