internal import AdhereJSON

/// `type`: the bits of type names.
enum TypeBits {
  static let integer: UInt16 = 1 << 8
  /// Draft 3: every value.
  static let any: UInt16 = 1 << 9 | 0xFF

  /// The bits that one name stands for, 0 for no name.
  static func of(_ name: UnsafeBufferPointer<UInt8>) -> UInt16 {
    func isWord(_ word: StaticString) -> Bool {
      word.utf8CodeUnitCount == name.count
        && word.withUTF8Buffer { w in name.indices.allSatisfy { w[$0] == name[$0] } }
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

extension Compiler {
  func typeBits(_ tape: Tape, _ node: Int, _ dialect: Dialect) -> UInt16 {
    if !tape[node].hasEscapes { return TypeBits.of(tape.text(node)) }
    return StringText.decode(tape, node).withUnsafeBufferPointer { TypeBits.of($0) }
  }

  /// The block's type check.
  func setTypes(_ block: inout Block, _ bits: UInt16, _ dialect: Dialect) {
    block.types = UInt8(truncatingIfNeeded: bits)
    if bits & TypeBits.integer != 0, block.types & Block.bit(.number) == 0 {
      block.types |= Block.bit(.number)
      block.flags |= Block.integersOnly
      if dialect <= .draft4 { block.flags |= Block.lexicalIntegers }
    }
  }
}
