import AdhereJSON

extension KeywordShape {
  static let uniqueItems = KeywordShape(.boolean)
}

/// `uniqueItems` (2020-12 validation, section 6.4.3).
extension Compiler {
  mutating func writeUniqueItems(_ work: Work) {
    guard let node = value(.uniqueItems), sources[work.source].tape.kind(node) == .true else {
      return
    }
    emit(Instruction(.uniqueItems, .uniqueItems), work, node)
  }
}

extension Describer {
  @inline(never)
  mutating func uniqueItems(_ pc: Int, _ node: Int) -> Bool {
    guard let (first, second) = RepeatedItems.first(tape, node) else { return true }
    return emit(pc, .duplicateItems(first: first, second: second), node)
  }
}
