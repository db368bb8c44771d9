extension KeywordShape {
  static let multipleOf = KeywordShape(.positiveNumber, from: .draft4)
  static let divisibleBy = KeywordShape(.positiveNumber, to: .draft3)
}

/// `multipleOf` (2020-12 validation, section 6.2.1) and draft 3's `divisibleBy`.
extension Compiler {
  mutating func writeMultipleOf(_ work: Work) {
    writeBound(work, .multipleOf, .multipleOf)
    writeBound(work, .divisibleBy, .multipleOf)
  }
}

extension Describer {
  mutating func multipleOf(_ pc: Int, _ i: Instruction, _ node: Int) -> Bool {
    if evaluator.isMultiple(node, of: i.bound) { return true }
    return emit(pc, .multipleOf, node)
  }
}
