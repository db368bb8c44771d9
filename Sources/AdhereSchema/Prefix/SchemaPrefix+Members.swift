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
      let block = program.blocks[Int(pending[item].block)]
      for pc in block.objects {
        let instruction = program.code[pc]
        switch instruction.operation {
        case .object:
          let plan = program.plan(of: instruction)
          if let repairs {
            settle(node, item, plan, instruction.plan, repairs, tape)
          } else {
            check(node, item, plan, tape)
          }
        case .maxProperties where repairs == nil && frames[top].count > Int(instruction.limit):
          fail(item, "maxProperties", tape, inMember: false)
        default: break
        }
      }
      if isDead { return }
    }
  }

  /// Where nothing is repaired.
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
      pending[item].seen |= entry.pointee.bit
      if entry.pointee.flags & PropertyEntry.declared != 0 { return }
    }
    if plan.pointee.isClosed, !matchesPattern(key, plan, tape) {
      fail(item, "additionalProperties", tape, inMember: false)
    }
  }

  /// Where keys may be renamed and objects unwrapped: only a key that every schema declares is sure
  /// to stay where it is.
  private mutating func settle(
    _ key: Int, _ item: Int, _ plan: UnsafePointer<ObjectPlan>, _ index: Int,
    _ repairs: any PossibleRepairs, _ tape: Tape
  ) {
    let entry = program.find(
      program.tables + Int(plan.pointee.table), tape.nodes, tape.bytes, key)
    if let entry, entry.pointee.flags & PropertyEntry.declared != 0 { return }
    let names = names(index)
    let name = StringText.decode(tape, key)
    if !names.declared.isEmpty || plan.pointee.isClosed || plan.pointee.patternCount > 0
      || names.hasAliases || entry == nil && repairs.mayMean(name, names.others)
    {
      frames[frames.count - 1].isKeySettled = false
    }
    guard plan.pointee.isClosed, names.declared.count != 1, !names.hasAliases,
      !matchesPattern(key, plan, tape), !repairs.mayMean(name, names.declared + names.others)
    else { return }
    pending[item].hasStrayKey = true
    frames[frames.count - 1].isKeyStray = true
  }

  /// A key without a place could stand for a wrapper as long as it is the only one, around an
  /// object.
  mutating func checkStrayKeys(_ kind: Node.Kind, _ tape: Tape) {
    guard let frame = frames.last, frame.isObject, kind != .null else { return }
    guard frame.nonNullCount > 1 || frame.isKeyStray && kind != .object else { return }
    for item in frame.items where isLive(item) && pending[item].hasStrayKey {
      fail(item, "additionalProperties", tape, inMember: false)
      if isDead { return }
    }
  }

  func matchesPattern(_ key: Int, _ plan: UnsafePointer<ObjectPlan>, _ tape: Tape) -> Bool {
    guard plan.pointee.patternCount > 0 else { return false }
    var evaluator = self.evaluator(tape)
    return program.rules(of: plan).contains {
      evaluator.matches(key, $0.regex) || evaluator.isUndecided
    }
  }

  /// What has to be there at the end.
  mutating func checkEnd(_ item: Int, _ frame: Frame, _ tape: Tape) {
    guard isLive(item) else { return }
    let block = program.blocks[Int(pending[item].block)]
    for pc in frame.isObject ? block.objects : block.arrays {
      let instruction = program.code[pc]
      switch instruction.operation {
      case .object:
        let plan = program.objects[instruction.plan]
        if plan.requiredCount <= 64,
          pending[item].seen & plan.requiredBits != plan.requiredBits
        {
          return fail(item, "required", tape, inMember: false)
        }
      case .minProperties where frame.count < Int(instruction.limit):
        return fail(item, "minProperties", tape, inMember: false)
      case .minItems where frame.count < Int(instruction.limit):
        return fail(item, "minItems", tape, inMember: false)
      default: break
      }
    }
  }

  func evaluator(_ tape: Tape) -> Evaluator {
    Evaluator(
      program, tape, maximumDepth: min(schema.options.maximumDepth, DeepStack.shallow),
      maximumSteps: schema.options.maximumSteps,
      maximumPatternWork: schema.options.maximumPatternWork)
  }

  private mutating func names(_ index: Int) -> ObjectNames {
    if let known = names[index] { return known }
    let plan = program.objects[index]
    var declared: [[UInt8]] = []
    var others: [[UInt8]] = []
    for i in program.tables[Int(plan.table)].entries {
      let entry = program.entries[i]
      if entry.flags & PropertyEntry.declared != 0 {
        declared.append(Array(entry.text))
      } else {
        others.append(Array(entry.text))
      }
    }
    let origin = program.objectOrigins[Int(plan.origin)]
    let found = ObjectNames(
      declared: declared, others: others,
      hasAliases: schema.hasAliases(source: origin.source, object: origin.object))
    names[index] = found
    return found
  }
}

/// The names in an object's schema, which say what an unknown key may have been meant for.
struct ObjectNames {
  /// Names under `properties`.
  var declared: [[UInt8]]
  /// Names that are only required.
  var others: [[UInt8]]
  /// The schema gives other names for them, in `x-alias`.
  var hasAliases: Bool
}
