internal import AdhereJSON

/// Values: which schemas they have to satisfy, and what these come to.
extension SchemaPrefix {
  mutating func value(_ node: Int, _ tape: Tape) {
    let kind = tape.kind(node)
    collectTargets(node, kind, tape)
    guard finding == nil else { return }
    let first = obligations.count
    switch fateOfTargets(node, tape) {
    case .open: break
    // Nothing but that is to be known of a scalar.
    case .fine where mending != nil && kind != .object && kind != .array: return
    case .single:
      // Its only element may come to satisfy all of them; two of them do not.
      for target in targets {
        guard case .single = fate(target.block, node, tape, 0),
          let item = obligations.add(.all, Instruction.none, under: target.item)
        else { continue }
        obligations[item].needsSingleElement = true
      }
    case .fine, .dead:
      for target in targets where target.item < 0 || !obligations[target.item].isDead {
        follow(target.block, under: target.item, node, tape, 0)
        if finding != nil { return }
      }
    }
    if kind == .object || kind == .array {
      frames.append(
        Frame(node: node, isObject: kind == .object, items: first..<obligations.count))
    }
  }

  /// What may be made into something else may come to satisfy any of the targets.
  private func fateOfTargets(_ node: Int, _ tape: Tape) -> PrefixFate {
    guard mending != nil else { return .fine }
    return targets.reduce(.fine) { $0.and(fate($1.block, node, tape, 0)) }
  }

  // MARK: - Which schemas

  mutating func collectTargets(_ node: Int, _ kind: Node.Kind, _ tape: Tape) {
    targets.removeAll(keepingCapacity: true)
    guard !frames.isEmpty else {
      targets.append((-1, schema.entry))
      return
    }
    let top = frames.count - 1
    if kind != .null { frames[top].solid += 1 }
    if frames[top].isObject {
      checkStrayKeys(kind, tape)
      guard frames[top].isKeySettled else { return }
    } else {
      frames[top].count += 1
    }
    let frame = frames[top]
    for item in frame.items {
      if frame.count == 2, !frame.isObject, obligations[item].needsSingleElement,
        !obligations[item].isDead
      {
        fail(item, "type", tape, inMember: false)
      }
      guard finding == nil else { return }
      guard isLive(item) else { continue }
      let block = program.blocks[Int(obligations[item].block)]
      let code = Int(block.first)
      if frame.isObject {
        for pc in code + Int(block.ends.2)..<code + Int(block.ends.3)
        where program.code[pc].operation == .object {
          collect(item, program.objects + Int(program.code[pc].a), frame.key, tape)
        }
      } else {
        for pc in code + Int(block.ends.1)..<code + Int(block.ends.2) {
          collect(item, program.code[pc], frame.count - 1, tape)
        }
      }
    }
  }

  private mutating func collect(
    _ item: Int, _ instruction: Instruction, _ ordinal: Int, _ tape: Tape
  ) {
    switch instruction.operation {
    case .maxItems where ordinal >= Int(instruction.a):
      fail(item, "maxItems", tape, inMember: false)
    case .prefixItems where ordinal < Int(instruction.b):
      targets.append((item, program.operands[Int(instruction.a) + ordinal]))
    case .items where ordinal >= Int(instruction.b): targets.append((item, instruction.a))
    default: break
    }
  }

  private mutating func collect(
    _ item: Int, _ plan: UnsafePointer<ObjectPlan>, _ key: Int, _ tape: Tape
  ) {
    var isMatched = false
    if let entry = program.find(
      program.tables + Int(plan.pointee.table), tape.nodes, tape.bytes, key),
      entry.pointee.flags & PropertyEntry.declared != 0
    {
      isMatched = true
      if entry.pointee.block != Instruction.none { targets.append((item, entry.pointee.block)) }
    }
    if plan.pointee.patternCount > 0 {
      var evaluator = self.evaluator(tape)
      let rules = program.patternRules + Int(plan.pointee.firstPattern)
      for i in 0..<Int(plan.pointee.patternCount) where evaluator.matches(key, rules[i].regex) {
        isMatched = true
        targets.append((item, rules[i].block))
      }
      if evaluator.isUndecided { isMatched = true }
    }
    if !isMatched, plan.pointee.additional != Instruction.none {
      targets.append((item, plan.pointee.additional))
    }
  }

  // MARK: - What they come to

  /// References and branches nested deeper than this are not followed.
  private static let deepest = 24

  /// Applies a schema to the value that begins, or is, at `node`.
  private mutating func follow(
    _ index: UInt32, under parent: Int, _ node: Int, _ tape: Tape, _ depth: Int
  ) {
    let kind = tape.kind(node)
    guard kind == .object || kind == .array else {
      if case .dead(let keyword) = fate(index, node, tape, depth) {
        fail(parent, keyword, tape, inMember: true)
      }
      return
    }
    let block = program.blocks[Int(index)]
    guard block.types >> kind.rawValue & 1 != 0 else {
      return fail(parent, "type", tape, inMember: true)
    }
    guard block.flags & Block.leaf == 0, depth < Self.deepest,
      let item = obligations.add(.all, index, under: parent)
    else {
      return
    }
    let code = Int(block.first)
    for pc in code + Int(block.ends.3)..<code + Int(block.ends.4) {
      let instruction = program.code[pc]
      switch instruction.operation {
      case .call: follow(instruction.a, under: item, node, tape, depth + 1)
      case .all:
        for i in 0..<Int(instruction.b) {
          let branch = program.operands[Int(instruction.a) + i]
          follow(branch, under: item, node, tape, depth + 1)
        }
      case .any, .one: branches(instruction, under: item, node, tape, depth + 1)
      default: break
      }
      if obligations[item].isDead { return }
    }
  }

  private mutating func branches(
    _ instruction: Instruction, under parent: Int, _ node: Int, _ tape: Tape, _ depth: Int
  ) {
    guard let union = obligations.add(.any, Instruction.none, under: parent) else { return }
    // All are there before the first one can die.
    let first = obligations.count
    for _ in 0..<Int(instruction.b) {
      if obligations.add(.all, Instruction.none, under: union) == nil {
        return obligations.addUnknownBranch(under: union)
      }
    }
    for i in 0..<Int(instruction.b) {
      let block = program.operands[Int(instruction.a) + i]
      if mending != nil {
        switch fate(block, node, tape, depth) {
        case .fine: break
        case .dead(let keyword):
          fail(first + i, keyword, tape, inMember: true)
          continue
        case .single:
          obligations[first + i].needsSingleElement = true
          continue
        case .open: continue
        }
      }
      follow(block, under: first + i, node, tape, depth)
      if finding != nil { return }
    }
  }
}
