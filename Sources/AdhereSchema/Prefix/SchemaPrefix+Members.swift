internal import AdhereJSON

/// Keys, and what an object or array has to have when it ends.
extension SchemaPrefix {
  mutating func key(_ node: Int, _ tape: Tape) {
    guard !frames.isEmpty else { return }
    let top = frames.count - 1
    frames[top].count += 1
    frames[top].key = node
    frames[top].isKeySettled = true
    frames[top].isKeyStray = false
    for item in frames[top].items where isLive(item) {
      let block = program.blocks[Int(obligations[item].block)]
      let code = Int(block.first)
      for pc in code + Int(block.ends.2)..<code + Int(block.ends.3) {
        let instruction = program.code[pc]
        switch instruction.operation {
        case .object:
          let plan = program.objects + Int(instruction.a)
          if let mending {
            settle(node, item, plan, instruction.a, mending, tape)
          } else {
            check(node, item, plan, tape)
          }
        case .maxProperties where mending == nil && frames[top].count > Int(instruction.a):
          fail(item, "maxProperties", tape, inMember: false)
        default: break
        }
      }
      if finding != nil { return }
    }
  }

  /// Where nothing is mended.
  private mutating func check(
    _ key: Int, _ item: Int, _ plan: UnsafePointer<ObjectPlan>, _ tape: Tape
  ) {
    if plan.pointee.names != Instruction.none {
      var evaluator = self.evaluator(tape)
      if !evaluator.run(plan.pointee.names, key, nil), !evaluator.isUndecided {
        fail(item, "propertyNames", tape, inMember: false)
      }
    }
    if let entry = program.find(
      program.tables + Int(plan.pointee.table), tape.nodes, tape.bytes, key)
    {
      obligations[item].seen |= entry.pointee.bit
      if entry.pointee.flags & PropertyEntry.declared != 0 { return }
    }
    if plan.pointee.isClosed, !matchesPattern(key, plan, tape) {
      fail(item, "additionalProperties", tape, inMember: false)
    }
  }

  /// Where keys may be renamed and objects taken out of a wrapper: only a key that is declared
  /// everywhere is where it belongs.
  private mutating func settle(
    _ key: Int, _ item: Int, _ plan: UnsafePointer<ObjectPlan>, _ index: UInt32,
    _ mending: any PrefixMending, _ tape: Tape
  ) {
    let entry = program.find(
      program.tables + Int(plan.pointee.table), tape.nodes, tape.bytes, key)
    if let entry, entry.pointee.flags & PropertyEntry.declared != 0 { return }
    let facts = facts(index)
    let name = StringText.decode(tape, key)
    if !facts.declared.isEmpty || plan.pointee.isClosed || plan.pointee.patternCount > 0
      || facts.hasAliases || entry == nil && mending.mayMean(name, facts.others)
    {
      frames[frames.count - 1].isKeySettled = false
    }
    guard plan.pointee.isClosed, facts.declared.count != 1, !facts.hasAliases,
      !matchesPattern(key, plan, tape), !mending.mayMean(name, facts.declared + facts.others)
    else { return }
    obligations[item].hasStrayKey = true
    frames[frames.count - 1].isKeyStray = true
  }

  /// A key without a place could stand for a wrapper as long as it is the only one, around an
  /// object.
  mutating func checkStrayKeys(_ kind: Node.Kind, _ tape: Tape) {
    guard let frame = frames.last, frame.isObject, kind != .null else { return }
    guard frame.solid > 1 || frame.isKeyStray && kind != .object else { return }
    for item in frame.items where isLive(item) && obligations[item].hasStrayKey {
      fail(item, "additionalProperties", tape, inMember: false)
      if finding != nil { return }
    }
  }

  func matchesPattern(_ key: Int, _ plan: UnsafePointer<ObjectPlan>, _ tape: Tape) -> Bool {
    guard plan.pointee.patternCount > 0 else { return false }
    var evaluator = self.evaluator(tape)
    let rules = program.patternRules + Int(plan.pointee.firstPattern)
    for i in 0..<Int(plan.pointee.patternCount)
    where evaluator.matches(key, rules[i].regex) || evaluator.isUndecided {
      return true
    }
    return false
  }

  /// What has to be there at the end.
  mutating func checkEnd(_ item: Int, _ frame: Frame, _ tape: Tape) {
    guard isLive(item) else { return }
    let block = program.blocks[Int(obligations[item].block)]
    let code = Int(block.first)
    let ends = block.ends
    let range = frame.isObject ? ends.2..<ends.3 : ends.1..<ends.2
    for pc in range {
      let instruction = program.code[code + Int(pc)]
      switch instruction.operation {
      case .object:
        let plan = program.objects[Int(instruction.a)]
        if plan.requiredCount <= 64,
          obligations[item].seen & plan.requiredBits != plan.requiredBits
        {
          return fail(item, "required", tape, inMember: false)
        }
      case .minProperties where frame.count < Int(instruction.a):
        return fail(item, "minProperties", tape, inMember: false)
      case .minItems where frame.count < Int(instruction.a):
        return fail(item, "minItems", tape, inMember: false)
      default: break
      }
    }
  }

  func evaluator(_ tape: Tape) -> Evaluator {
    Evaluator(
      program, tape, maximumDepth: min(schema.options.maximumDepth, DeepStack.shallow),
      maximumSteps: schema.options.maximumSteps)
  }

  /// What the mending wants to know of an object's schema.
  private mutating func facts(_ index: UInt32) -> ObjectFacts {
    if let known = facts[index] { return known }
    let plan = program.objects[Int(index)]
    let table = program.tables[Int(plan.table)]
    var declared: [[UInt8]] = []
    var others: [[UInt8]] = []
    for i in 0..<Int(table.count) {
      let entry = program.entries[Int(table.firstEntry) + i]
      let name = Array(UnsafeBufferPointer(start: entry.name, count: Int(entry.count)))
      if entry.flags & PropertyEntry.declared != 0 {
        declared.append(name)
      } else {
        others.append(name)
      }
    }
    let origin = program.objectOrigins[Int(plan.origin)]
    let made = ObjectFacts(
      declared: declared, others: others,
      hasAliases: schema.hasAliases(source: origin.source, object: origin.object))
    facts[index] = made
    return made
  }
}

/// What the mending wants to know of an object's schema.
struct ObjectFacts {
  /// Names under `properties`.
  var declared: [[UInt8]]
  /// Names that are only required.
  var others: [[UInt8]]
  /// Other names of them are given.
  var hasAliases: Bool
}
