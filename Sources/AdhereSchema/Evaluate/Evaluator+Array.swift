internal import AdhereJSON

extension Evaluator {
  /// prefixItems (items with a list before 2020-12): `b` schemas from operand `a`.
  @inline(never)
  mutating func prefix(_ node: Int, _ i: Instruction, _ marks: Marks?) -> Bool {
    let end = Int(nodes[node].link)
    let schemas = program.operands + Int(i.a)
    var child = node &+ 1
    var ordinal = 0
    while child < end, ordinal < Int(i.b) {
      if !run(schemas[ordinal], child, nil) { return false }
      if let marks { mark(ordinal, marks) }
      ordinal &+= 1
      child = tape.next(after: child)
    }
    return true
  }

  /// items, additionalItems: block `a` for the elements from `b` on.
  @inline(never)
  mutating func rest(_ node: Int, _ i: Instruction, _ marks: Marks?) -> Bool {
    let end = Int(nodes[node].link)
    var child = node &+ 1
    var ordinal = 0
    while child < end, ordinal < Int(i.b) {
      ordinal &+= 1
      child = tape.next(after: child)
    }
    let block = program.blocks + Int(i.a)
    if marks == nil, block.pointee.flags & Block.leaf != 0 {
      // Elements that need no more than a look at their type.
      let types = block.pointee.types
      let flags = block.pointee.flags
      while child < end {
        let kind = nodes[child].kind
        if types &>> kind.rawValue & 1 == 0 { return false }
        if flags & Block.integersOnly != 0, kind == .number, !isInteger(child, flags) {
          return false
        }
        child = tape.next(after: child)
      }
      return true
    }
    while child < end {
      if !run(i.a, child, nil) { return false }
      if let marks { mark(ordinal, marks) }
      ordinal &+= 1
      child = tape.next(after: child)
    }
    return true
  }

  /// contains: block `a`, at least `b` and at most `c` elements. `flag`: matches count as
  /// evaluated (from 2020-12 on).
  @inline(never)
  mutating func contains(_ node: Int, _ i: Instruction, _ marks: Marks?) -> Bool {
    let end = Int(nodes[node].link)
    var child = node &+ 1
    var ordinal = 0
    var found: UInt32 = 0
    while child < end {
      if run(i.a, child, nil) {
        found &+= 1
        if found > i.c { return false }
        if let marks, i.flag {
          mark(ordinal, marks)
        } else if marks == nil, found >= i.b, i.c == Instruction.none {
          return true
        }
      }
      ordinal &+= 1
      child = tape.next(after: child)
    }
    return found >= i.b
  }

  @inline(__always)
  func mark(_ ordinal: Int, _ marks: Marks) {
    marks[ordinal >> 6] |= 1 << UInt64(ordinal & 63)
  }
}
