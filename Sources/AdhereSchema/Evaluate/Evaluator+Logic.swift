internal import AdhereJSON

extension Evaluator {
  /// allOf: every branch.
  @inline(never)
  mutating func all(_ node: Int, _ i: Instruction, _ marks: Marks?) -> Bool {
    let branches = program.blocks(of: i.branches)
    let isOutlined = isOutlined(node, branches.count, marks)
    for branch in branches {
      if let known = glance(branch, node) {
        if known { continue }
        return false
      }
      if isOutlined { outline(node) }
      if !run(branch, node, marks) { return false }
    }
    return true
  }

  /// anyOf: at least one. Where evaluated members are tracked every branch has a say.
  @inline(never)
  mutating func any(_ node: Int, _ i: Instruction, _ marks: Marks?) -> Bool {
    let branches = program.blocks(of: i.branches)
    guard let marks else {
      let isOutlined = isOutlined(node, branches.count, marks)
      for branch in branches {
        if let known = glance(branch, node) {
          if known { return true }
          continue
        }
        if isOutlined { outline(node) }
        if run(branch, node, nil) { return true }
      }
      return false
    }
    var result = false
    for branch in branches where attempt(branch, node, marks) { result = true }
    return result
  }

  /// oneOf: exactly one.
  @inline(never)
  mutating func one(_ node: Int, _ i: Instruction, _ marks: Marks?) -> Bool {
    var found = false
    let branches = program.blocks(of: i.branches)
    let isOutlined = isOutlined(node, branches.count, marks)
    for branch in branches {
      let known = glance(branch, node)
      if known == false { continue }
      if known == nil {
        if isOutlined { outline(node) }
        if !attempt(branch, node, marks) { continue }
      }
      if found { return false }
      found = true
    }
    return found
  }

  /// What a look at the value's type says of a branch, as an application of it; nil where it has to be
  /// run.
  @inline(__always)
  private mutating func glance(_ branch: UInt32, _ node: Int) -> Bool? {
    guard depth > 0, steps > 0 else { return nil }
    let block = program.blocks + Int(branch)
    let kind = nodes[node].kind
    if block.pointee.types &>> kind.rawValue & 1 == 0 {
      steps &-= 1
      return false
    }
    let flags = block.pointee.flags
    guard flags & Block.leaf != 0, kind != .number || flags & Block.integersOnly == 0 else {
      return nil
    }
    steps &-= 1
    return true
  }

  /// Whether the members' outline helps to tell branches apart.
  @inline(__always)
  private func isOutlined(_ node: Int, _ branches: Int, _ marks: Marks?) -> Bool {
    branches >= Evaluator.outlinedBranches && marks == nil && nodes[node].kind == .object
  }

  /// if, then, else.
  @inline(never)
  mutating func conditional(_ node: Int, _ i: Instruction, _ marks: Marks?) -> Bool {
    let choice = i.choice
    let next = attempt(choice.condition, node, marks) ? choice.then : choice.otherwise
    return next == Instruction.none || run(next, node, marks)
  }

  /// Draft 3: a `type` or `disallow` that lists schemas beside type names.
  @inline(never)
  mutating func typeUnion(_ node: Int, _ i: Instruction, _ marks: Marks?) -> Bool {
    let kind = nodes[node].kind
    let union = i.union
    var result = union.bits >> UInt32(kind.rawValue) & 1 != 0
    if union.bits & UInt32(TypeBits.integer) != 0, kind == .number, !nodes[node].isReal {
      result = true
    }
    for branch in program.blocks(of: i.branches) where !result { result = run(branch, node, nil) }
    return result != union.isNegated
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
