internal import AdhereBytes
internal import AdhereJSON

/// Type names as bits: one for each ``Node/Kind``, as in ``Block/types``, and one for integers.
enum TypeBits {
  static let integer: UInt16 = 1 << 8

  /// The bits that one name stands for; 0 for a name that is no type's.
  static func of(_ name: UnsafeBufferPointer<UInt8>) -> UInt16 {
    func isWord(_ word: StaticString) -> Bool {
      word.utf8CodeUnitCount == name.count && name.hasBytes(word, at: 0)
    }
    switch name.first {
    case UInt8(ascii: "s") where isWord("string"): return UInt16(Block.bit(.string))
    case UInt8(ascii: "i") where isWord("integer"): return integer
    case UInt8(ascii: "n") where isWord("number"): return UInt16(Block.bit(.number))
    case UInt8(ascii: "n") where isWord("null"): return UInt16(Block.bit(.null))
    case UInt8(ascii: "o") where isWord("object"): return UInt16(Block.bit(.object))
    case UInt8(ascii: "a") where isWord("array"): return UInt16(Block.bit(.array))
    case UInt8(ascii: "b") where isWord("boolean"):
      return UInt16(Block.bit(.true) | Block.bit(.false))
    default: return 0
    }
  }
}
