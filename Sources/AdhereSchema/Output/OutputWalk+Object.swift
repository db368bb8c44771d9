internal import AdhereJSON

extension OutputWalk {
  /// properties, patternProperties, additionalProperties, propertyNames, required.
  mutating func object(
    _ keyword: Keyword, _ place: Place, _ value: Int, _ node: Int
  ) -> Bool {
    // Draft 3 has required in the property; the object that should have it tells.
    if keyword == .required, place.rules.dialect == .draft3 { return true }
    guard let plan = plan(place) else { return true }
    let unit = open(keyword, place, value)
    var ok = true
    if tape.kind(node) == .object {
      switch keyword {
      case .properties: ok = properties(plan, place, unit, node)
      case .patternProperties: ok = patterns(plan, place, unit, node)
      case .additionalProperties: ok = additional(plan, place, unit, node)
      case .propertyNames: ok = names(plan, node)
      default:
        units[unit].errors = missing(plan, node)
        note(units[unit].errors.isEmpty ? 0 : Int(plan.pointee.requiredCount))
        ok = units[unit].errors.isEmpty
      }
    }
    close(unit, ok)
    return ok
  }

  private func entry(
    _ plan: UnsafePointer<ObjectPlan>, _ key: Int
  ) -> UnsafePointer<PropertyEntry>? {
    program.find(program.tables + Int(plan.pointee.table), tape.nodes, tape.bytes, key)
  }

  private mutating func properties(
    _ plan: UnsafePointer<ObjectPlan>, _ place: Place, _ unit: Int, _ node: Int
  ) -> Bool {
    let tape = tape
    var ok = true
    var names: [Int] = []
    for (ordinal, key) in tape.children(of: node).enumerated() {
      guard let entry = entry(plan, key), entry.pointee.flags & PropertyEntry.declared != 0
      else { continue }
      if !apply(
        entry.pointee.block, key + 1, nil, token: OutputWalk.token(tape, key),
        instance: OutputWalk.token(tape, key))
      {
        ok = false
      }
      names.append(key)
      if let marks = place.marks { describer.evaluator.mark(ordinal, marks) }
    }
    if place.rules.dialect == .draft3, !missingProperties(plan, place, node) { ok = false }
    if ok { annotate(unit, .names(names)) }
    return ok
  }

  /// Draft 3's required, at the place it has in the property's schema.
  private mutating func missingProperties(
    _ plan: UnsafePointer<ObjectPlan>, _ place: Place, _ node: Int
  ) -> Bool {
    let findings = missing(plan, node)
    note(findings.isEmpty ? 0 : Int(plan.pointee.requiredCount))
    for finding in findings {
      let origin = finding.resolvedOrigin(in: schema)
      let entry = program.entries[finding.first]
      let name = OutputWalk.token(
        UnsafeBufferPointer(start: entry.name, count: Int(entry.count)))
      let property = open(
        OutputUnit(
          isSchema: true, parent: 0, token: name, instanceToken: "", source: origin.source,
          node: origin.object, resource: place.resource))
      let required = open(.required, place, Int(origin.value))
      units[required].errors = [finding]
      close(required, false)
      close(property, false)
    }
    return findings.isEmpty
  }

  /// Missing names that are told of one object; of a longer list only its beginning.
  private static var maximumMissing: Int { 100 }

  private func missing(_ plan: UnsafePointer<ObjectPlan>, _ node: Int) -> [Finding] {
    guard plan.pointee.requiredCount > 0 else { return [] }
    var seen = Set<UInt32>()
    for key in tape.children(of: node) {
      if let ordinal = entry(plan, key)?.pointee.ordinal { seen.insert(ordinal) }
    }
    let table = program.tables[Int(plan.pointee.table)]
    let origins = program.objectOrigins[Int(plan.pointee.origin)]
    let first = Int(table.firstEntry)
    return (first..<first + Int(table.count))
      .filter {
        let ordinal = program.entries[$0].ordinal
        return ordinal != Instruction.none && !seen.contains(ordinal)
      }
      .sorted { program.entries[$0].ordinal < program.entries[$1].ordinal }
      .prefix(isFull ? 1 : OutputWalk.maximumMissing)
      .map {
        Finding(
          kind: .required, keyword: .required,
          origin: Origin(
            source: origins.source, object: origins.object, value: origins.required),
          first: $0)
      }
  }

  private mutating func patterns(
    _ plan: UnsafePointer<ObjectPlan>, _ place: Place, _ unit: Int, _ node: Int
  ) -> Bool {
    let tape = tape
    var ok = true
    var names: [Int] = []
    for (ordinal, key) in tape.children(of: node).enumerated() {
      var isMatched = false
      for rule in 0..<Int(plan.pointee.patternCount) {
        let rule = program.patternRules[Int(plan.pointee.firstPattern) + rule]
        absorb()
        if describer.evaluator.matches(key, rule.regex) {
          isMatched = true
          let pattern = program.patterns[Int(rule.regex)]
          let source = schema.sources[Int(pattern.source)].document.tape
          if !apply(
            rule.block, key + 1, nil, token: OutputWalk.token(source, Int(pattern.node)),
            instance: OutputWalk.token(tape, key))
          {
            ok = false
          }
        } else if describer.evaluator.isUndecided {
          absorb()
          ok = false
          units[unit].errors.append(
            Finding(
              kind: .costlyPattern, keyword: .patternProperties, origin: place.origin,
              first: Int(rule.regex)))
        }
      }
      if isMatched {
        names.append(key)
        if let marks = place.marks { describer.evaluator.mark(ordinal, marks) }
      }
    }
    if ok { annotate(unit, .names(names)) }
    return ok
  }

  private mutating func additional(
    _ plan: UnsafePointer<ObjectPlan>, _ place: Place, _ unit: Int, _ node: Int
  ) -> Bool {
    let tape = tape
    var ok = true
    var names: [Int] = []
    for (ordinal, key) in tape.children(of: node).enumerated() {
      if let entry = entry(plan, key), entry.pointee.flags & PropertyEntry.declared != 0 {
        continue
      }
      let first = Int(plan.pointee.firstPattern)
      if (first..<first + Int(plan.pointee.patternCount)).contains(where: {
        describer.evaluator.matches(key, program.patternRules[$0].regex)
      }) {
        continue
      }
      let finding = Finding(
        kind: .additionalProperty, keyword: .additionalProperties, origin: place.origin)
      if plan.pointee.additional != Instruction.none,
        !apply(
          plan.pointee.additional, key + 1, nil, instance: OutputWalk.token(tape, key),
          falseFinding: finding)
      {
        ok = false
      }
      names.append(key)
      if let marks = place.marks { describer.evaluator.mark(ordinal, marks) }
    }
    absorb()
    if ok { annotate(unit, .names(names)) }
    return ok
  }

  private mutating func names(_ plan: UnsafePointer<ObjectPlan>, _ node: Int) -> Bool {
    let tape = tape
    guard plan.pointee.names != Instruction.none else { return true }
    namesDepth += 1
    defer { namesDepth -= 1 }
    var ok = true
    for key in tape.children(of: node)
    where !apply(plan.pointee.names, key, nil, instance: OutputWalk.token(tape, key)) {
      ok = false
    }
    return ok
  }

  // MARK: - Dependencies

  mutating func dependent(
    _ keyword: Keyword, _ place: Place, _ value: Int, _ node: Int
  ) -> Bool {
    let tape = tape
    guard let pc = instruction(place, value) else { return true }
    let i = program.code[pc]
    let unit = open(keyword, place, value)
    var ok = true
    if tape.kind(node) == .object {
      for key in tape.children(of: node) {
        guard
          let entry = program.find(program.tables + Int(i.a), tape.nodes, tape.bytes, key)
        else { continue }
        let block = program.blocks[Int(entry.pointee.block)]
        let first = program.code[Int(block.first)]
        if block.ends.5 == 1, first.operation == .object, first.keyword == .dependentRequired {
          let table = program.objects[Int(first.a)].table
          for finding in missing(program.objects + Int(first.a), node) {
            ok = false
            note(64)
            if units[unit].errors.count >= OutputWalk.maximumMissing { break }
            units[unit].errors.append(
              Finding(
                kind: .dependentRequired, keyword: keyword, origin: program.origins[pc],
                first: finding.first, second: Int(table), name: StringText.decode(tape, key)))
          }
        } else if !apply(
          entry.pointee.block, node, place.marks, token: OutputWalk.token(tape, key))
        {
          ok = false
        }
      }
    }
    close(unit, ok)
    return ok
  }

  mutating func propertyDependent(_ place: Place, _ value: Int, _ node: Int) -> Bool {
    let tape = tape
    guard let pc = instruction(place, value) else { return true }
    let unit = open(.propertyDependencies, place, value)
    var ok = true
    if tape.kind(node) == .object {
      let table = program.tables + Int(program.code[pc].a)
      for key in tape.children(of: node) where tape.kind(key + 1) == .string {
        guard let entry = program.find(table, tape.nodes, tape.bytes, key),
          let chosen = program.find(
            string: program.tables + Int(entry.pointee.block), tape, key + 1)
        else { continue }
        if !apply(
          chosen.pointee.block, node, place.marks,
          token: OutputWalk.token(tape, key) + OutputWalk.token(tape, key + 1))
        {
          ok = false
        }
      }
    }
    close(unit, ok)
    return ok
  }
}
