internal import AdhereJSON

extension Evaluator {
  /// One walk over the members: properties, required, additionalProperties and, where the plan
  /// has them, patternProperties and propertyNames.
  @inline(__always)
  mutating func object(_ node: Int, _ plan: UnsafePointer<ObjectPlan>) -> Bool {
    // One of several branches: most have nothing to say of these members, or miss one.
    if node == outlined {
      if plan.pointee.demanded & ~outline != 0 { return false }
      if plan.pointee.mentioned & outline == 0, plan.pointee.patternCount == 0,
        !plan.pointee.hasAdditional, plan.pointee.names == Instruction.none
      {
        return true
      }
    }
    if plan.pointee.patternCount != 0 || plan.pointee.names != Instruction.none
      || plan.pointee.requiredCount > 64
    {
      return trackedObject(node, plan, nil)
    }
    let end = Int(nodes[node].link)
    let table = program.tables + Int(plan.pointee.table)
    let view = program.view(table)
    let isClosed = plan.pointee.isClosed
    let additional = plan.pointee.additional
    var seen: UInt64 = 0
    var key = node &+ 1
    if !isClosed, additional == Instruction.none {
      // What is not mentioned is not asked about.
      let mentioned = plan.pointee.mentioned
      while key < end {
        let value = key &+ 1
        if mentioned & Outline.bit(nodes[key].link) != 0,
          let entry = program.find(table, view, nodes, bytes, key)
        {
          seen |= entry.pointee.bit
          if entry.pointee.flags & PropertyEntry.leaf != 0 {
            if !conforms(value, toLeaf: entry) { return false }
          } else if entry.pointee.flags & PropertyEntry.declared != 0,
            entry.pointee.block != Instruction.none, !run(entry.pointee.block, value, nil)
          {
            return false
          }
        }
        key = nodes[value].isContainer ? Int(nodes[value].link) : value &+ 1
      }
      return seen & plan.pointee.requiredBits == plan.pointee.requiredBits
    }
    while key < end {
      let value = key &+ 1
      if let entry = program.find(table, view, nodes, bytes, key) {
        seen |= entry.pointee.bit
        if entry.pointee.flags & PropertyEntry.leaf != 0 {
          if !conforms(value, toLeaf: entry) { return false }
        } else if entry.pointee.flags & PropertyEntry.declared != 0 {
          if entry.pointee.block != Instruction.none, !run(entry.pointee.block, value, nil) {
            return false
          }
        } else {
          if isClosed { return false }
          if additional != Instruction.none, !run(additional, value, nil) { return false }
        }
      } else {
        if isClosed { return false }
        if additional != Instruction.none, !run(additional, value, nil) { return false }
      }
      key = nodes[value].isContainer ? Int(nodes[value].link) : value &+ 1
    }
    return seen & plan.pointee.requiredBits == plan.pointee.requiredBits
  }

  /// The type check of a property whose schema says no more than that.
  @inline(__always)
  func conforms(_ value: Int, toLeaf entry: UnsafePointer<PropertyEntry>) -> Bool {
    let kind = nodes[value].kind
    if entry.pointee.types &>> kind.rawValue & 1 == 0 { return false }
    if kind == .number, entry.pointee.flags & PropertyEntry.integersOnly != 0,
      nodes[value].isReal
    {
      return entry.pointee.flags & PropertyEntry.lexicalIntegers == 0
        && NumberText(tape.text(value)).isInteger
    }
    return true
  }

  /// As ``object(_:_:)``, for plans with patternProperties, propertyNames or more than 64
  /// required names, and where members must be marked as evaluated.
  @inline(never)
  mutating func trackedObject(
    _ node: Int, _ plan: UnsafePointer<ObjectPlan>, _ marks: Marks?
  ) -> Bool {
    let requiredCount = Int(plan.pointee.requiredCount)
    if requiredCount <= 64 {
      var seen: UInt64 = 0
      return walk(node, plan, marks) { seen |= $0.pointee.bit }
        && seen & plan.pointee.requiredBits == plan.pointee.requiredBits
    }
    let words = (requiredCount + 63) / 64
    return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: words) { seen in
      seen.initialize(repeating: 0)
      var missing = requiredCount
      let ok = walk(node, plan, marks) { entry in
        guard entry.pointee.ordinal != Instruction.none else { return }
        let bit: UInt64 = 1 << UInt64(entry.pointee.ordinal & 63)
        if seen[Int(entry.pointee.ordinal >> 6)] & bit == 0 { missing -= 1 }
        seen[Int(entry.pointee.ordinal >> 6)] |= bit
      }
      return ok && missing == 0
    }
  }

  @inline(__always)
  private mutating func walk(
    _ node: Int, _ plan: UnsafePointer<ObjectPlan>, _ marks: Marks?,
    _ see: (UnsafePointer<PropertyEntry>) -> Void
  ) -> Bool {
    let end = Int(nodes[node].link)
    let table = program.tables + Int(plan.pointee.table)
    let rules = program.rules(of: plan)
    var key = node &+ 1
    var ordinal = 0
    while key < end {
      let value = key &+ 1
      if plan.pointee.names != Instruction.none, !run(plan.pointee.names, key, nil) {
        return false
      }
      var isMatched = false
      if let entry = program.find(table, nodes, bytes, key) {
        see(entry)
        if entry.pointee.flags & PropertyEntry.declared != 0 {
          isMatched = true
          if entry.pointee.block != Instruction.none, !run(entry.pointee.block, value, nil) {
            return false
          }
        }
      }
      for rule in rules where matches(key, rule.regex) {
        isMatched = true
        if !run(rule.block, value, nil) { return false }
      }
      if !isMatched {
        if plan.pointee.isClosed { return false }
        if plan.pointee.additional != Instruction.none,
          !run(plan.pointee.additional, value, nil)
        {
          return false
        }
      }
      if let marks, isMatched || plan.pointee.hasAdditional {
        marks[ordinal >> 6] |= 1 << UInt64(ordinal & 63)
      }
      ordinal &+= 1
      key = nodes[value].isContainer ? Int(nodes[value].link) : value &+ 1
    }
    return true
  }

  /// dependentSchemas, dependentRequired and dependencies: each name that is present brings a
  /// schema for the whole object.
  @inline(never)
  mutating func dependent(_ node: Int, _ i: Instruction, _ marks: Marks?) -> Bool {
    let end = Int(nodes[node].link)
    let table = program.tables + i.table
    var key = node &+ 1
    while key < end {
      if let entry = program.find(table, nodes, bytes, key),
        !run(entry.pointee.block, node, marks)
      {
        return false
      }
      key = tape.next(after: key &+ 1)
    }
    return true
  }

  /// propertyDependencies: a string value of a property brings a schema for the whole object.
  @inline(never)
  mutating func propertyDependent(_ node: Int, _ i: Instruction, _ marks: Marks?) -> Bool {
    let end = Int(nodes[node].link)
    var key = node &+ 1
    while key < end {
      if nodes[key &+ 1].kind == .string, let block = program.dependency(i, tape, key),
        !run(block, node, marks)
      {
        return false
      }
      key = tape.next(after: key &+ 1)
    }
    return true
  }
}
