internal import JSONText

extension Describer {
  mutating func prefix(_ i: Instruction, _ node: Int, _ marks: Evaluator.Marks?) -> Bool {
    var ok = true
    var position = 0
    for child in tape.children(of: node) {
      if position >= Int(i.b) || isFull { break }
      let block = program.operands[Int(i.a) + position]
      if !descend(block, child, to: .position(position)) { ok = false }
      if let marks { evaluator.mark(position, marks) }
      position += 1
    }
    return ok
  }

  mutating func rest(
    _ pc: Int, _ i: Instruction, _ node: Int, _ marks: Evaluator.Marks?
  ) -> Bool {
    // "No more items" is one violation of the array, not one of each item.
    if program.blocks[Int(i.a)].types == 0, i.b > 0 {
      return noMore(pc, node, i.b, tape.count(of: node))
    }
    var ok = true
    var position = 0
    for child in tape.children(of: node) {
      if isFull { return false }
      if position >= Int(i.b) {
        if !descend(i.a, child, to: .position(position)) { ok = false }
        if let marks { evaluator.mark(position, marks) }
      }
      position += 1
    }
    return ok
  }

  private mutating func noMore(_ pc: Int, _ node: Int, _ limit: UInt32, _ count: Int) -> Bool {
    if count <= Int(limit) { return true }
    return emit(pc, node, "must NOT have more than \(limit) items") {
      $0.key("limit")
      $0.int(Int(limit))
    }
  }

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
    let message =
      i.c == Instruction.none
      ? "must contain at least \(i.b) valid item(s)"
      : "must contain at least \(i.b) and no more than \(i.c) valid item(s)"
    return emit(pc, node, message) {
      $0.key("minContains")
      $0.int(Int(i.b))
      if i.c != Instruction.none {
        $0.key("maxContains")
        $0.int(Int(i.c))
      }
    }
  }

  mutating func uniqueItems(_ pc: Int, _ node: Int) -> Bool {
    guard let (first, second) = UniqueItems.duplicate(tape, node) else { return true }
    return emit(
      pc, node,
      "must NOT have duplicate items (items ## \(first) and \(second) are identical)"
    ) {
      $0.key("i")
      $0.int(second)
      $0.key("j")
      $0.int(first)
    }
  }

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
          let position = position
          if ok {
            ok = emit(pc, child, "must NOT have more than \(position) items") {
              $0.key("limit")
              $0.int(position)
            }
          }
        } else if !descend(i.a, child, to: .position(position)) {
          ok = false
        }
        evaluator.mark(position, marks)
      }
      position += 1
    }
    return ok
  }
}
