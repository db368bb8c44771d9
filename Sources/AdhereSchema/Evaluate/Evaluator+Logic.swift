internal import AdhereJSON

extension Evaluator {
  /// allOf: all of the `b` blocks from operand `a`.
  @inline(never)
  mutating func all(_ node: Int, _ i: Instruction, _ marks: Marks?) -> Bool {
    let branches = program.operands + Int(i.a)
    for branch in 0..<Int(i.b) where !run(branches[branch], node, marks) { return false }
    return true
  }

  /// anyOf: at least one. Where evaluated members are tracked every branch has a say.
  @inline(never)
  mutating func any(_ node: Int, _ i: Instruction, _ marks: Marks?) -> Bool {
    let branches = program.operands + Int(i.a)
    guard let marks else {
      for branch in 0..<Int(i.b) where run(branches[branch], node, nil) { return true }
      return false
    }
    var result = false
    for branch in 0..<Int(i.b) where attempt(branches[branch], node, marks) { result = true }
    return result
  }

  /// oneOf: exactly one.
  @inline(never)
  mutating func one(_ node: Int, _ i: Instruction, _ marks: Marks?) -> Bool {
    let branches = program.operands + Int(i.a)
    var found = false
    for branch in 0..<Int(i.b) where attempt(branches[branch], node, marks) {
      if found { return false }
      found = true
    }
    return found
  }

  /// if `a`, then `b`, else `c`; the latter two may be absent.
  @inline(never)
  mutating func conditional(_ node: Int, _ i: Instruction, _ marks: Marks?) -> Bool {
    let next = attempt(i.a, node, marks) ? i.b : i.c
    return next == Instruction.none || run(next, node, marks)
  }

  /// Draft 3: a `type` or `disallow` that lists schemas beside type names. The names' kinds are
  /// in `c` (with bit 8 for integers), the `b` schemas from operand `a` on.
  @inline(never)
  mutating func typeUnion(_ node: Int, _ i: Instruction, _ marks: Marks?) -> Bool {
    let kind = nodes[node].kind
    var result = i.c >> UInt32(kind.rawValue) & 1 != 0
    if i.c & 0x100 != 0, kind == .number, !nodes[node].isReal { result = true }
    let branches = program.operands + Int(i.a)
    for branch in 0..<Int(i.b) where !result { result = run(branches[branch], node, nil) }
    return result != i.flag
  }

  /// Runs a branch that may fail without failing the whole: its marks count only if it does not.
  @inline(never)
  mutating func attempt(_ block: UInt32, _ node: Int, _ marks: Marks?) -> Bool {
    guard let marks else { return run(block, node, nil) }
    let words = Evaluator.words(tape, node)
    if words == 1 {
      let before = marks[0]
      if run(block, node, marks) { return true }
      marks[0] = before
      return false
    }
    return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: words) { saved in
      saved.baseAddress!.initialize(from: marks, count: words)
      if run(block, node, marks) { return true }
      marks.update(from: saved.baseAddress!, count: words)
      return false
    }
  }
}
