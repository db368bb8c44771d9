internal import AdhereJSON

extension Describer {
  mutating func object(_ i: Instruction, _ node: Int, _ marks: Evaluator.Marks?) -> Bool {
    let plan = program.objects + Int(i.a)
    let end = Int(tape.nodes[node].link)
    var ok = true
    var seen: UInt64 = 0
    // Required names beyond the 64 that have a bit.
    var more: Set<UInt32>?
    let table = program.tables + Int(plan.pointee.table)
    let view = program.view(table)
    let hasRules = plan.pointee.patternCount != 0 || plan.pointee.names != Instruction.none
    var key = node &+ 1
    var ordinal = 0
    while key < end {
      if isFull { return false }
      if hasRules, plan.pointee.names != Instruction.none, !checkName(plan, key) { ok = false }
      var isMatched = false
      if let entry = program.find(table, view, tape.nodes, tape.bytes, key) {
        seen |= entry.pointee.bit
        if entry.pointee.bit == 0, entry.pointee.ordinal != Instruction.none {
          more = more ?? []
          more?.insert(entry.pointee.ordinal)
        }
        if entry.pointee.flags & PropertyEntry.declared != 0 {
          isMatched = true
          if !property(entry, key) { ok = false }
        }
      }
      if hasRules, plan.pointee.patternCount != 0, !patterns(plan, key, &isMatched) { ok = false }
      if !isMatched, plan.pointee.hasAdditional, !additional(plan, key) { ok = false }
      if let marks, isMatched || plan.pointee.hasAdditional { evaluator.mark(ordinal, marks) }
      ordinal &+= 1
      key = tape.next(after: key &+ 1)
    }
    if seen & plan.pointee.requiredBits != plan.pointee.requiredBits
      || plan.pointee.requiredCount > 64
        && (more?.count ?? 0) + 64 < Int(plan.pointee.requiredCount)
    {
      required(plan, node, seen, more ?? [])
      ok = false
    }
    return ok
  }

  @inline(__always)
  private mutating func property(_ entry: UnsafePointer<PropertyEntry>, _ key: Int) -> Bool {
    if entry.pointee.flags & PropertyEntry.leaf != 0,
      evaluator.conforms(key &+ 1, toLeaf: entry)
    {
      return true
    }
    return entry.pointee.block == Instruction.none
      || descend(entry.pointee.block, key &+ 1, key: key, position: 0)
  }

  private func origins(_ plan: UnsafePointer<ObjectPlan>) -> ObjectOrigin {
    program.objectOrigins[Int(plan.pointee.origin)]
  }

  @inline(never)
  private mutating func patterns(
    _ plan: UnsafePointer<ObjectPlan>, _ key: Int, _ isMatched: inout Bool
  ) -> Bool {
    var ok = true
    for rule in 0..<Int(plan.pointee.patternCount) {
      let rule = program.patternRules[Int(plan.pointee.firstPattern) + rule]
      if evaluator.matches(key, rule.regex) {
        isMatched = true
        if !descend(rule.block, key + 1, key: key, position: 0) { ok = false }
      } else if takeUndecided() {
        let origins = origins(plan)
        ok = emit(
          Finding(
            kind: .costlyPattern, keyword: .patternProperties,
            origin: Origin(
              source: origins.source, object: origins.object, value: origins.patternProperties),
            first: Int(rule.regex)), key)
      }
    }
    return ok
  }

  @inline(never)
  private mutating func additional(_ plan: UnsafePointer<ObjectPlan>, _ key: Int) -> Bool {
    if plan.pointee.isClosed {
      let origins = origins(plan)
      return emit(
        Finding(
          kind: .additionalProperty, keyword: .additionalProperties,
          origin: Origin(
            source: origins.source, object: origins.object, value: origins.additionalProperties),
          name: StringText.decode(tape, key)), key)
    }
    return plan.pointee.additional == Instruction.none
      || descend(plan.pointee.additional, key + 1, key: key, position: 0)
  }

  @inline(never)
  private mutating func checkName(_ plan: UnsafePointer<ObjectPlan>, _ key: Int) -> Bool {
    if evaluator.run(plan.pointee.names, key, nil) { return true }
    run(plan.pointee.names, key, nil)
    let origins = origins(plan)
    return emit(
      Finding(
        kind: .propertyName, keyword: .propertyNames,
        origin: Origin(
          source: origins.source, object: origins.object, value: origins.propertyNames),
        name: StringText.decode(tape, key)), key)
  }

  /// Names the missing ones in the order the schema lists them.
  @inline(never)
  private mutating func required(
    _ plan: UnsafePointer<ObjectPlan>, _ node: Int, _ seen: UInt64, _ more: Set<UInt32>
  ) {
    let table = program.tables[Int(plan.pointee.table)]
    let origins = origins(plan)
    let origin = Origin(source: origins.source, object: origins.object, value: origins.required)
    let first = Int(table.firstEntry)
    // Mostly one name is missing, and few are: look for the lowest one again and again. Where
    // more are, sort them once.
    var last = -1
    for _ in 0..<8 {
      var next = -1
      for i in first..<first + Int(table.count) where isMissing(i, after: last, seen, more) {
        if next < 0 || program.entries[i].ordinal < program.entries[next].ordinal { next = i }
      }
      if next < 0 || isFull { return }
      last = Int(program.entries[next].ordinal)
      _ = emit(Finding(kind: .required, keyword: .required, origin: origin, first: next), node)
    }
    let rest = (first..<first + Int(table.count))
      .filter { isMissing($0, after: last, seen, more) }
      .sorted { program.entries[$0].ordinal < program.entries[$1].ordinal }
    for i in rest {
      if isFull { return }
      _ = emit(Finding(kind: .required, keyword: .required, origin: origin, first: i), node)
    }
  }

  private func isMissing(
    _ entry: Int, after last: Int, _ seen: UInt64, _ more: Set<UInt32>
  ) -> Bool {
    let entry = program.entries[entry]
    return entry.ordinal != Instruction.none && Int(entry.ordinal) > last
      && (entry.bit != 0 ? seen & entry.bit == 0 : !more.contains(entry.ordinal))
  }

  @inline(never)
  mutating func dependent(
    _ pc: Int, _ i: Instruction, _ node: Int, _ marks: Evaluator.Marks?
  ) -> Bool {
    var ok = true
    for key in tape.children(of: node) {
      guard
        let entry = program.find(program.tables + Int(i.a), tape.nodes, tape.bytes, key)
      else { continue }
      let block = program.blocks[Int(entry.pointee.block)]
      let first = program.code[Int(block.first)]
      if block.ends.5 == 1, first.operation == .object, first.keyword == .dependentRequired {
        if !dependentRequired(pc, first, key, node) { ok = false }
      } else if !run(entry.pointee.block, node, marks) {
        ok = false
      }
    }
    return ok
  }

  private mutating func dependentRequired(
    _ pc: Int, _ i: Instruction, _ key: Int, _ node: Int
  ) -> Bool {
    let table = Int(program.objects[Int(i.a)].table)
    let first = Int(program.tables[table].firstEntry)
    var ok = true
    for i in first..<first + Int(program.tables[table].count) {
      let entry = program.entries[i]
      let name = UnsafeBufferPointer(start: entry.name, count: Int(entry.count))
      if tape.member(name, of: node) == nil {
        ok = emit(
          pc, .dependentRequired, node, i, table, name: StringText.decode(tape, key))
      }
    }
    return ok
  }

  @inline(never)
  mutating func propertyDependent(
    _ i: Instruction, _ node: Int, _ marks: Evaluator.Marks?
  ) -> Bool {
    var ok = true
    for key in tape.children(of: node) where tape.kind(key + 1) == .string {
      guard
        let entry = program.find(program.tables + Int(i.a), tape.nodes, tape.bytes, key),
        let chosen = program.find(
          string: program.tables + Int(entry.pointee.block), tape, key + 1)
      else { continue }
      if !run(chosen.pointee.block, node, marks) { ok = false }
    }
    return ok
  }

  @inline(never)
  mutating func unevaluatedProperties(
    _ pc: Int, _ i: Instruction, _ node: Int, _ marks: Evaluator.Marks?
  ) -> Bool {
    guard let marks, tape.kind(node) == .object else { return true }
    let isClosed = program.blocks[Int(i.a)].types == 0
    var ok = true
    var ordinal = 0
    for key in tape.children(of: node) {
      if marks[ordinal >> 6] >> UInt64(ordinal & 63) & 1 == 0 {
        if isClosed {
          ok = emit(pc, .unevaluatedProperty, key, name: StringText.decode(tape, key))
        } else if !descend(i.a, key + 1, key: key, position: 0) {
          ok = false
        }
        evaluator.mark(ordinal, marks)
      }
      ordinal += 1
    }
    return ok
  }
}
