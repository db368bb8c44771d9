internal import AdhereJSON

extension Describer {
  @inline(never)
  mutating func prefix(_ i: Instruction, _ node: Int, _ marks: Evaluator.Marks?) -> Bool {
    var ok = true
    var position = 0
    for child in tape.children(of: node) {
      if position >= Int(i.b) || isFull { break }
      let block = program.operands[Int(i.a) + position]
      if !descend(block, child, key: -1, position: position) { ok = false }
      if let marks { evaluator.mark(position, marks) }
      position += 1
    }
    return ok
  }

  @inline(never)
  mutating func rest(
    _ pc: Int, _ i: Instruction, _ node: Int, _ marks: Evaluator.Marks?
  ) -> Bool {
    // "No more items" is one violation of the array, not one of each item.
    if program.blocks[Int(i.a)].types == 0, i.b > 0 {
      return tape.count(of: node) <= Int(i.b) || emit(pc, .tooManyItems, node, Int(i.b))
    }
    var ok = true
    var position = 0
    for child in tape.children(of: node) {
      if isFull { return false }
      if position >= Int(i.b) {
        if !descend(i.a, child, key: -1, position: position) { ok = false }
        if let marks { evaluator.mark(position, marks) }
      }
      position += 1
    }
    return ok
  }

  @inline(never)
  mutating func contains(
    _ pc: Int, _ i: Instruction, _ node: Int, _ marks: Evaluator.Marks?
  ) -> Bool {
    var count: UInt32 = 0
    var position = 0
    for child in tape.children(of: node) {
      if evaluator.run(i.a, child, nil) {
        count += 1
        if let marks, i.flag { evaluator.mark(position, marks) }
      }
      position += 1
    }
    if count >= i.b, count <= i.c { return true }
    return emit(pc, .contains, node, Int(i.b), i.c == Instruction.none ? -1 : Int(i.c))
  }

  @inline(never)
  mutating func uniqueItems(_ pc: Int, _ node: Int) -> Bool {
    guard let (first, second) = UniqueItems.duplicate(tape, node) else { return true }
    return emit(pc, .duplicateItems, node, first, second)
  }

  @inline(never)
  mutating func unevaluatedItems(
    _ pc: Int, _ i: Instruction, _ node: Int, _ marks: Evaluator.Marks?
  ) -> Bool {
    guard let marks, tape.kind(node) == .array else { return true }
    let isClosed = program.blocks[Int(i.a)].types == 0
    var ok = true
    var position = 0
    for child in tape.children(of: node) {
      if marks[position >> 6] >> UInt64(position & 63) & 1 == 0 {
        if isClosed {
          // The first of them stands for all.
          if ok { ok = emit(pc, .tooManyItems, child, position) }
        } else if !descend(i.a, child, key: -1, position: position) {
          ok = false
        }
        evaluator.mark(position, marks)
      }
      position += 1
    }
    return ok
  }
}
