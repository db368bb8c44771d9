import AdhereJSON

extension KeywordShape {
  static let branches = KeywordShape(.schemaArray, from: .draft4)
  static let extends = KeywordShape(.schemaOrArray, to: .draft3)
}

/// `allOf`, `anyOf`, `oneOf` (2020-12 core, sections 10.2.1.1 to 10.2.1.3) and draft 3's `extends`.
extension Compiler {
  mutating func writeBranches(
    _ work: Work, _ operation: Operation, _ keyword: Keyword
  ) throws(SchemaError) {
    guard let node = value(keyword) else { return }
    emit(Instruction(operation, keyword, branches: try schemaList(node, work)), work, node)
  }

  mutating func writeExtends(_ work: Work) throws(SchemaError) {
    guard let node = value(.extends) else { return }
    if sources[work.source].tape.kind(node) == .array {
      try writeBranches(work, .all, .extends)
    } else {
      emit(Instruction(.call, .extends, block: try block(at: node, work)), work, node)
    }
  }
}

extension Describer {
  @inline(never)
  mutating func all(_ i: Instruction, _ node: Int, _ marks: Evaluator.Marks?) -> Bool {
    var ok = true
    for branch in program.blocks(of: i.branches) where !run(branch, node, marks) { ok = false }
    return ok
  }

  @inline(never)
  mutating func any(
    _ pc: Int, _ i: Instruction, _ node: Int, _ marks: Evaluator.Marks?
  ) -> Bool {
    if evaluator.any(node, i, marks) { return true }
    // None of them conforms that was looked at to its end: `check` says the limit.
    if evaluator.isUndecided { return false }
    return emit(pc, .any, node, branches: branches(i, node))
  }

  @inline(never)
  mutating func one(
    _ pc: Int, _ i: Instruction, _ node: Int, _ marks: Evaluator.Marks?
  ) -> Bool {
    var first: Int?
    for (position, branch) in program.blocks(of: i.branches).enumerated()
    where evaluator.attempt(branch, node, marks) {
      if let first { return emit(pc, .one(passing: (first, position)), node) }
      first = position
    }
    if evaluator.isUndecided { return false }
    return first != nil || emit(pc, .one(passing: nil), node, branches: branches(i, node))
  }

  /// Branches that are described; of a longer list only its beginning.
  static let maximumBranches = 64

  /// The violations of each branch.
  private mutating func branches(_ i: Instruction, _ node: Int) -> [[Violation]] {
    program.blocks(of: i.branches).prefix(Describer.maximumBranches).map { branch in
      findingAnew { $0.run(branch, node, nil) }
    }
  }
}

extension OutputWalk {
  /// Every branch has its say.
  mutating func branches(
    _ keyword: Keyword, _ place: Place, _ value: Int, _ node: Int
  ) -> Bool {
    guard let pc = instruction(place, value) else { return true }
    let i = program.code[pc]
    let unit = open(keyword, place, value)
    var ok: Bool
    if i.operation == .call {
      ok = apply(i.block, node, place.marks)
    } else {
      let branches = program.blocks(of: i.branches)
      var passing: [Int] = []
      for (position, branch) in branches.enumerated()
      where apply(branch, node, place.marks, token: "/\(position)") {
        passing.append(position)
      }
      switch i.operation {
      case .any: ok = !passing.isEmpty
      case .one: ok = passing.count == 1
      default: ok = passing.count == branches.count
      }
      if !ok, i.operation != .all {
        let both = passing.count > 1 ? (passing[0], passing[1]) : nil
        units[unit].errors.append(
          ViolationDetail(
            i.operation == .any ? .any : .one(passing: both), keyword, program.origins[pc]))
      }
    }
    close(unit, ok)
    return ok
  }
}
