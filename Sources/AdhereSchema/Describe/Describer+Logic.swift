internal import AdhereJSON

extension Describer {
  @inline(never)
  mutating func all(_ i: Instruction, _ node: Int, _ marks: Evaluator.Marks?) -> Bool {
    var ok = true
    for branch in 0..<Int(i.b) {
      if !run(program.operands[Int(i.a) + branch], node, marks) { ok = false }
    }
    return ok
  }

  @inline(never)
  mutating func any(
    _ pc: Int, _ i: Instruction, _ node: Int, _ marks: Evaluator.Marks?
  ) -> Bool {
    if evaluator.any(node, i, marks) { return true }
    return emit(pc, .any, node, branches: branches(i, node))
  }

  @inline(never)
  mutating func one(
    _ pc: Int, _ i: Instruction, _ node: Int, _ marks: Evaluator.Marks?
  ) -> Bool {
    var first = -1
    for branch in 0..<Int(i.b)
    where evaluator.attempt(program.operands[Int(i.a) + branch], node, marks) {
      if first >= 0 { return emit(pc, .one, node, first, branch) }
      first = branch
    }
    return first >= 0 || emit(pc, .one, node, -1, branches: branches(i, node))
  }

  /// Branches that are described; of a longer list only its beginning.
  static let maximumBranches = 64

  /// The violations of each branch.
  private mutating func branches(_ i: Instruction, _ node: Int) -> [[Violation]] {
    var result: [[Violation]] = []
    let outer = found
    for branch in 0..<min(Int(i.b), Describer.maximumBranches) {
      found = []
      run(program.operands[Int(i.a) + branch], node, nil)
      result.append(found)
    }
    found = outer
    return result
  }

  @inline(never)
  mutating func conditional(
    _ pc: Int, _ i: Instruction, _ node: Int, _ marks: Evaluator.Marks?
  ) -> Bool {
    let holds = evaluator.attempt(i.a, node, marks)
    let next = holds ? i.b : i.c
    if next == Instruction.none || run(next, node, marks) { return true }
    return emit(pc, .conditional, node, holds ? 1 : 0)
  }
}
