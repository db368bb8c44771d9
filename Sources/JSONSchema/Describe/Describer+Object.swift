internal import ECMARegex
internal import JSONText

extension Describer {
  mutating func object(
    _ pc: Int, _ i: Instruction, _ node: Int, _ marks: Evaluator.Marks?
  ) -> Bool {
    let plan = program.objects[Int(i.a)]
    let origins = program.objectOrigins[Int(plan.origin)]
    var ok = true
    var seen = Set<UInt32>()
    var ordinal = 0
    for key in tape.children(of: node) {
      if isFull { return false }
      if plan.names != Instruction.none, !checkName(plan.names, key, origins) { ok = false }
      if !member(plan, origins, key, &seen, ordinal, marks) { ok = false }
      ordinal += 1
    }
    if seen.count < Int(plan.requiredCount) {
      required(plan, origins, node, seen)
      ok = false
    }
    return ok
  }

  private mutating func member(
    _ plan: ObjectPlan, _ origins: ObjectOrigin, _ key: Int, _ seen: inout Set<UInt32>,
    _ ordinal: Int, _ marks: Evaluator.Marks?
  ) -> Bool {
    var ok = true
    var isMatched = false
    if let entry = program.find(
      program.tables + Int(plan.table), tape.nodes, tape.bytes, key)
    {
      if entry.pointee.ordinal != Instruction.none { seen.insert(entry.pointee.ordinal) }
      if entry.pointee.flags & PropertyEntry.declared != 0 {
        isMatched = true
        if entry.pointee.block != Instruction.none,
          !descend(entry.pointee.block, key + 1, to: .key(key))
        {
          ok = false
        }
      }
    }
    for rule in 0..<Int(plan.patternCount) {
      let rule = program.patternRules[Int(plan.firstPattern) + rule]
      evaluator.isUndecided = false
      if evaluator.matches(key, rule.regex) {
        isMatched = true
        if !descend(rule.block, key + 1, to: .key(key)) { ok = false }
      } else if evaluator.isUndecided {
        let origin = Origin(
          source: origins.source, object: origins.object, value: origins.patternProperties)
        let pattern = program.patterns[Int(rule.regex)]
        let text = schema.sources[Int(pattern.source)].document.tape.source(Int(pattern.node))
        ok = patternViolation(origin, key, "patternProperties", text)
      }
    }
    if !isMatched, plan.hasAdditional {
      if plan.isClosed {
        let origin = Origin(
          source: origins.source, object: origins.object, value: origins.additionalProperties)
        let key = key
        let name = StringText.decode(tape, key)
        ok = emit(origin, "additionalProperties", key, "must NOT have additional properties") {
          $0.key("additionalProperty")
          $0.string(name)
        }
      } else if plan.additional != Instruction.none,
        !descend(plan.additional, key + 1, to: .key(key))
      {
        ok = false
      }
    }
    if let marks, isMatched || plan.hasAdditional { evaluator.mark(ordinal, marks) }
    return ok
  }

  private mutating func checkName(
    _ block: UInt32, _ key: Int, _ origins: ObjectOrigin
  ) -> Bool {
    if evaluator.run(block, key, nil) { return true }
    let name = StringText.decode(tape, key)
    run(block, key, nil)
    let origin = Origin(
      source: origins.source, object: origins.object, value: origins.propertyNames)
    return emit(origin, "propertyNames", key, "property name must be valid") {
      $0.key("propertyName")
      $0.string(name)
    }
  }

  private mutating func required(
    _ plan: ObjectPlan, _ origins: ObjectOrigin, _ node: Int, _ seen: Set<UInt32>
  ) {
    let table = program.tables[Int(plan.table)]
    let origin = Origin(source: origins.source, object: origins.object, value: origins.required)
    // In the order the schema lists them.
    let missing = (0..<Int(table.count))
      .map { program.entries[Int(table.firstEntry) + $0] }
      .filter { $0.ordinal != Instruction.none && !seen.contains($0.ordinal) }
      .sorted { $0.ordinal < $1.ordinal }
    for entry in missing {
      let name = UnsafeBufferPointer(start: entry.name, count: Int(entry.count))
      emit(
        origin.value == Instruction.none ? draft3Required(origin, name) : origin, "required",
        node, "must have required property '\(shown(name))'"
      ) {
        $0.key("missingProperty")
        $0.string(name)
      }
    }
  }

  /// In draft 3 `required` stands in the property's own schema.
  private func draft3Required(
    _ origin: Origin, _ name: UnsafeBufferPointer<UInt8>
  ) -> Origin {
    let source = schema.sources[Int(origin.source)].document.tape
    guard let properties = source.member("properties", of: Int(origin.object)),
      let property = source.member(name, of: properties),
      let required = source.member("required", of: property)
    else { return Origin(source: origin.source, object: origin.object, value: origin.object) }
    return Origin(
      source: origin.source, object: UInt32(property), value: UInt32(required))
  }

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
        if !dependentRequired(pc, Int(block.first), first, key, node) { ok = false }
      } else if !run(entry.pointee.block, node, marks) {
        ok = false
      }
    }
    return ok
  }

  private mutating func dependentRequired(
    _ pc: Int, _ inner: Int, _ i: Instruction, _ key: Int, _ node: Int
  ) -> Bool {
    let plan = program.objects[Int(i.a)]
    let table = program.tables[Int(plan.table)]
    let names = (0..<Int(table.count))
      .map { program.entries[Int(table.firstEntry) + $0] }
      .sorted { $0.ordinal < $1.ordinal }
      .map { UnsafeBufferPointer(start: $0.name, count: Int($0.count)) }
    let property = StringText.decode(tape, key)
    let all = names.map { shown($0) }.joined(separator: ", ")
    var ok = true
    for name in names where tape.member(name, of: node) == nil {
      let plural = names.count == 1 ? "property" : "properties"
      let present = String(decoding: property, as: UTF8.self)
      ok = emit(
        pc, node, "must have \(plural) \(all) when property \(present) is present"
      ) {
        $0.key("property")
        $0.string(property)
        $0.key("missingProperty")
        $0.string(name)
        $0.key("depsCount")
        $0.int(names.count)
        $0.key("deps")
        $0.string(all)
      }
    }
    return ok
  }

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
          let name = StringText.decode(tape, key)
          ok = emit(pc, key, "must NOT have unevaluated properties") {
            $0.key("unevaluatedProperty")
            $0.string(name)
          }
        } else if !descend(i.a, key + 1, to: .key(key)) {
          ok = false
        }
        evaluator.mark(ordinal, marks)
      }
      ordinal += 1
    }
    return ok
  }
}
