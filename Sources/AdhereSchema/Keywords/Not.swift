extension KeywordShape {
  static let not = KeywordShape(.schema, from: .draft4)
}

/// `not` (2020-12 core, section 10.2.1.4).
extension Compiler {
  mutating func writeNot(_ work: Work) throws(SchemaError) {
    guard let node = value(.not) else { return }
    emit(Instruction(.not, .not, block: try block(at: node, work)), work, node)
  }
}

extension Describer {
  mutating func not(_ pc: Int, _ i: Instruction, _ node: Int) -> Bool {
    evaluator.run(i.block, node, nil) ? emit(pc, .not, node) : true
  }
}

extension OutputWalk {
  mutating func negation(_ place: Place, _ value: Int, _ node: Int) -> Bool {
    guard let pc = instruction(place, value) else { return true }
    let unit = open(.not, place, value)
    let ok = !apply(program.code[pc].block, node, nil)
    if !ok { units[unit].errors.append(ViolationDetail(.not, .not, program.origins[pc])) }
    close(unit, ok)
    return ok
  }
}
