internal import AdhereJSON

extension KeywordShape {
  static let size = KeywordShape(.nonNegativeInteger)
  /// The sizes of objects came with draft 4.
  static let propertyCount = KeywordShape(.nonNegativeInteger, from: .draft4)
}

/// `minLength`, `maxLength`, `minItems`, `maxItems`, `minProperties`, `maxProperties` (2020-12
/// validation, sections 6.3 to 6.5).
extension Compiler {
  mutating func writeSize(_ work: Work, _ operation: Operation, _ keyword: Keyword) {
    guard let node = value(keyword) else { return }
    emit(Instruction(operation, keyword, limit: limit(work, node)), work, node)
  }

  /// A non-negative integer, held at a bound that no instance can reach.
  func limit(_ work: Work, _ node: Int) -> UInt32 {
    let number = NumberText(sources[work.source].tape.text(node))
    var value = 0
    number.forEachDigit { value = min(value * 10 + Int($0), Int(UInt32.max) - 1) }
    for _ in 0..<min(max(number.exponent, 0), 10) {
      value = min(value * 10, Int(UInt32.max) - 1)
    }
    return UInt32(value)
  }
}

extension Describer {
  mutating func size(_ pc: Int, _ i: Instruction, _ node: Int) -> Bool {
    let isLength = i.operation == .minLength || i.operation == .maxLength
    let count = isLength ? StringText.length(tape, node) : tape.count(of: node)
    switch i.operation {
    case .minLength, .minItems, .minProperties:
      return count >= Int(i.limit) || emit(pc, .fewer, node)
    default: return count <= Int(i.limit) || emit(pc, .more, node)
    }
  }
}
