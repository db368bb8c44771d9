internal import AdhereJSON

/// Strings that have begun: their type is known, and how long they are at least. Only where
/// nothing is repaired; a tolerant reader may yet end them elsewhere.
extension SchemaPrefix {
  /// - Parameter inside: of the string, as far as it came.
  mutating func look(at inside: Range<Int>, _ tape: Tape) {
    guard repairs == nil else { return }
    // Each byte is counted once.
    if open.start != inside.lowerBound { open = (inside.lowerBound, inside.lowerBound, 0) }
    open.count += Self.codePoints(
      UnsafeBufferPointer(start: tape.bytes + open.end, count: inside.upperBound - open.end))
    open.end = inside.upperBound
    let length = open.count
    // It is looked at once more when it is whole, and counted then.
    let frame = frames.last
    collectTargets(tape.count, .string, tape)
    for target in targets where target.item < 0 || !pending[target.item].isDead {
      guard !isDead else { return }
      if let keyword = broken(target.block, length, 0) {
        fail(target.item, keyword, tape, inMember: true)
      }
    }
    if let frame, !isDead { frames[frames.count - 1] = frame }
  }

  /// The keyword that a string of at least so many code points breaks, whatever it says.
  private func broken(_ index: UInt32, _ length: Int, _ depth: Int) -> String? {
    let block = program.blocks[Int(index)]
    if !block.allows(.string) { return "type" }
    guard block.flags & Block.leaf == 0, depth < 24 else { return nil }
    for pc in block.strings
    where program.code[pc].operation == .maxLength && length > Int(program.code[pc].limit) {
      return "maxLength"
    }
    for pc in block.common {
      let instruction = program.code[pc]
      switch instruction.operation {
      case .call:
        if let keyword = broken(instruction.block, length, depth + 1) { return keyword }
      case .all:
        for branch in program.blocks(of: instruction.branches) {
          if let keyword = broken(branch, length, depth + 1) { return keyword }
        }
      case .any, .one:
        let branches = program.blocks(of: instruction.branches)
        if branches.allSatisfy({ broken($0, length, depth + 1) != nil }) {
          return instruction.operation == .any ? "anyOf" : "oneOf"
        }
      default: break
      }
    }
    return nil
  }

  /// At least so many; the first half of a surrogate pair counts with the second.
  private static func codePoints(_ inside: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    var i = 0
    while i < inside.count {
      if inside[i] == UInt8(ascii: "\\"), i + 1 < inside.count {
        let isLong = inside[i + 1] == UInt8(ascii: "u")
        let isHigh =
          isLong && i + 3 < inside.count && inside[i + 2] | 0x20 == UInt8(ascii: "d")
          && [0x38, 0x39, 0x61, 0x62].contains(inside[i + 3] | 0x20)
        if !isHigh { count += 1 }
        i += isLong ? 6 : 2
      } else {
        if inside[i] & 0xC0 != 0x80 { count += 1 }
        i += 1
      }
    }
    return count
  }
}
