internal import AdhereJSON

extension Evaluator {
  /// prefixItems (items with a list before 2020-12): a schema for each of the first elements.
  @inline(never)
  mutating func prefix(_ node: Int, _ i: Instruction, _ marks: Marks?) -> Bool {
    let end = Int(nodes[node].link)
    let schemas = program.blocks(of: i.branches)
    var child = node &+ 1
    var ordinal = 0
    while child < end, ordinal < schemas.count {
      if !run(schemas[ordinal], child, nil) { return false }
      if let marks { mark(ordinal, marks) }
      ordinal &+= 1
      child = tape.next(after: child)
    }
    return true
  }

  /// items, additionalItems: one schema for all elements from ``Instruction/firstItem`` on.
  @inline(never)
  mutating func rest(_ node: Int, _ i: Instruction, _ marks: Marks?) -> Bool {
    let end = Int(nodes[node].link)
    var child = node &+ 1
    var ordinal = 0
    while child < end, ordinal < i.firstItem {
      ordinal &+= 1
      child = tape.next(after: child)
    }
    let block = program.blocks + Int(i.block)
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
      if !run(i.block, child, nil) { return false }
      if let marks { mark(ordinal, marks) }
      ordinal &+= 1
      child = tape.next(after: child)
    }
    return true
  }

  /// contains, minContains, maxContains.
  @inline(never)
  mutating func contains(_ node: Int, _ i: Instruction, _ marks: Marks?) -> Bool {
    let end = Int(nodes[node].link)
    let counts = i.counts
    var child = node &+ 1
    var ordinal = 0
    var found: UInt32 = 0
    while child < end {
      if run(i.block, child, nil) {
        found &+= 1
        if found > counts.most { return false }
        if let marks, counts.marksItems {
          mark(ordinal, marks)
        } else if marks == nil, found >= counts.least, counts.most == Instruction.none {
          return true
        }
      }
      ordinal &+= 1
      child = tape.next(after: child)
    }
    return found >= counts.least
  }

  @inline(__always)
  func mark(_ ordinal: Int, _ marks: Marks) {
    marks[ordinal >> 6] |= 1 << UInt64(ordinal & 63)
  }
}
