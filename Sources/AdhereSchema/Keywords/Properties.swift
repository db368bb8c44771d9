internal import AdhereJSON

extension KeywordShape {
  static let properties = KeywordShape(.schemaMap)
}

/// `properties` (2020-12 core, section 10.3.2.1). With its neighbours in the schema object it makes
/// one ``ObjectPlan``, so that all of them are checked in one walk over the members.
extension Compiler {
  mutating func writePlan(_ work: Work, _ rules: DialectRules) throws(SchemaError) {
    let required = requiredNames(work, rules)
    let keywords = [Keyword.properties, .patternProperties, .additionalProperties, .propertyNames]
    guard !required.isEmpty || keywords.contains(where: { value($0) != nil }) else { return }
    let tape = sources[work.source].tape
    var plan = ObjectPlan(
      table: 0, requiredBits: 0, requiredCount: 0, additional: Instruction.none,
      isClosed: false, hasAdditional: false, firstPattern: UInt32(parts.patternRules.count),
      patternCount: 0, names: Instruction.none, origin: UInt32(parts.objectOrigins.count))
    var names = NameList()
    if let properties = value(.properties) {
      for key in tape.children(of: properties) {
        let block = try block(at: key + 1, work)
        names.add(self.names.decoded(tape, key), tape[key].link, block)
      }
    }
    require(required, work, &names)
    plan.requiredBits = names.requiredBits
    plan.requiredCount = UInt32(names.requiredCount)
    plan.table = addTable(names.entries)
    plan.mentioned = Outline.of(names.entries)
    plan.demanded = Outline.of(names.entries.filter { $0.ordinal != Instruction.none })
    try writePatternProperties(work, &plan)
    try writeAdditionalProperties(work, &plan)
    try writePropertyNames(work, &plan)
    func origin(_ keyword: Keyword) -> UInt32 {
      value(keyword).map(UInt32.init) ?? Instruction.none
    }
    parts.objectOrigins.append(
      ObjectOrigin(
        source: UInt32(work.source), object: UInt32(work.node), properties: origin(.properties),
        patternProperties: origin(.patternProperties),
        additionalProperties: origin(.additionalProperties),
        propertyNames: origin(.propertyNames), required: origin(.required)))
    parts.objects.append(plan)
    emit(
      Instruction(plan: UInt32(parts.objects.count - 1), .properties), work,
      value(.properties) ?? work.node)
  }
}

extension Describer {
  /// The walk over the members; the parts of it are in the files of the keywords.
  mutating func object(_ i: Instruction, _ node: Int, _ marks: Evaluator.Marks?) -> Bool {
    let plan = program.plan(of: i)
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
}

extension OutputWalk {
  /// properties, patternProperties, additionalProperties, propertyNames, required.
  mutating func object(
    _ keyword: Keyword, _ place: Place, _ value: Int, _ node: Int
  ) -> Bool {
    // Draft 3 has required in the property; it is noted with the object that should have it.
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
      default: ok = required(plan, unit, node)
      }
    }
    close(unit, ok)
    return ok
  }

  func entry(
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
    if place.rules.dialect == .draft3, !requiredInProperties(plan, place, node) { ok = false }
    if ok { annotate(unit, .names(names)) }
    return ok
  }
}
