extension KeywordShape {
  static let condition = KeywordShape(.schema, from: .draft7)
}

/// `if`, `then`, `else` (2020-12 core, section 10.2.2): one instruction.
extension Compiler {
  mutating func writeCondition(_ work: Work) throws(SchemaError) {
    guard let node = value(.if) else { return }
    let blocks = try [Keyword.if, .then, .else].map { keyword throws(SchemaError) in
      guard let node = value(keyword) else { return Instruction.none }
      return try block(at: node, work)
    }
    let choice = Instruction.Choice(condition: blocks[0], then: blocks[1], otherwise: blocks[2])
    emit(Instruction(choice: choice), work, node)
  }
}

extension Describer {
  @inline(never)
  mutating func conditional(
    _ pc: Int, _ i: Instruction, _ node: Int, _ marks: Evaluator.Marks?
  ) -> Bool {
    let choice = i.choice
    let holds = evaluator.attempt(choice.condition, node, marks)
    let next = holds ? choice.then : choice.otherwise
    if next == Instruction.none || run(next, node, marks) { return true }
    return emit(pc, .conditional(holds: holds), node)
  }
}

extension OutputWalk {
  /// The three together: which of the latter two counts is up to the first.
  mutating func conditional(_ place: Place, _ value: Int, _ node: Int) -> Bool {
    guard let pc = instruction(place, value) else { return true }
    let choice = program.code[pc].choice
    let condition = open(.if, place, value)
    let holds = apply(choice.condition, node, place.marks)
    close(condition, true)
    let next = holds ? choice.then : choice.otherwise
    guard next != Instruction.none else { return true }
    let keyword = holds ? Keyword.then : .else
    let unit = open(keyword, place, Int(schema.blockOrigins[Int(next)].object))
    let ok = apply(next, node, place.marks)
    close(unit, ok)
    return ok
  }
}
