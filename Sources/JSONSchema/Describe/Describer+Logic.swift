internal import JSONText

extension Describer {
  mutating func all(_ i: Instruction, _ node: Int, _ marks: Evaluator.Marks?) -> Bool {
    var ok = true
    for branch in 0..<Int(i.b) {
      if !run(program.operands[Int(i.a) + branch], node, marks) { ok = false }
    }
    return ok
  }

  mutating func any(
    _ pc: Int, _ i: Instruction, _ node: Int, _ marks: Evaluator.Marks?
  ) -> Bool {
    if evaluator.any(node, i, marks) { return true }
    return emit(
      pc, node, "must match a schema in \(i.keyword.rawValue)", branches: branches(i, node))
  }

  mutating func one(
    _ pc: Int, _ i: Instruction, _ node: Int, _ marks: Evaluator.Marks?
  ) -> Bool {
    var passing: [Int] = []
    for branch in 0..<Int(i.b) {
      if evaluator.attempt(program.operands[Int(i.a) + branch], node, marks) {
        passing.append(branch)
      }
    }
    if passing.count == 1 { return true }
    let branches = passing.isEmpty ? branches(i, node) : []
    return emit(
      pc, node, "must match exactly one schema in \(i.keyword.rawValue)", branches: branches
    ) {
      $0.key("passingSchemas")
      if passing.isEmpty {
        $0.null()
      } else {
        $0.beginArray()
        for branch in passing.prefix(2) { $0.int(branch) }
        $0.endArray()
      }
    }
  }

  /// The violations of each branch.
  private mutating func branches(_ i: Instruction, _ node: Int) -> [[Violation]] {
    var result: [[Violation]] = []
    let outer = found
    for branch in 0..<min(Int(i.b), 64) {
      found = []
      run(program.operands[Int(i.a) + branch], node, nil)
      result.append(found)
    }
    found = outer
    return result
  }

  mutating func not(_ pc: Int, _ i: Instruction, _ node: Int) -> Bool {
    if !evaluator.run(i.a, node, nil) { return true }
    return emit(pc, node, "must NOT be valid")
  }

  mutating func conditional(
    _ pc: Int, _ i: Instruction, _ node: Int, _ marks: Evaluator.Marks?
  ) -> Bool {
    let holds = evaluator.attempt(i.a, node, marks)
    let next = holds ? i.b : i.c
    if next == Instruction.none || run(next, node, marks) { return true }
    let keyword = holds ? "then" : "else"
    return emit(pc, node, "must match \"\(keyword)\" schema") {
      $0.key("failingKeyword")
      $0.string(keyword)
    }
  }

  /// Draft 3's `type` and `disallow` with schemas among the names.
  mutating func typeUnion(_ pc: Int, _ i: Instruction, _ node: Int) -> Bool {
    if evaluator.typeUnion(node, i, nil) { return true }
    let types = value(pc)
    if i.flag {
      return emit(pc, node, "must NOT be of a disallowed type") {
        $0.key("disallow")
        $0.raw(types)
      }
    }
    return emit(pc, node, "must be of an allowed type") {
      $0.key("type")
      $0.raw(types)
    }
  }

  /// The evaluation met a limit inside `not` or the like, where no violation is told.
  mutating func undecided(_ node: Int) {
    let limit = schema.options.maximumSteps
    emit(
      schema.blockOrigins[Int(schema.entry)], "$ref", node,
      "could not be validated within the limits of work"
    ) {
      $0.key("limit")
      $0.int(limit)
    }
  }
}
