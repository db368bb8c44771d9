internal import AdhereJSON

/// Values: which schemas they have to satisfy, and what these come to.
extension SchemaPrefix {
  mutating func value(_ node: Int, _ tape: Tape) {
    let kind = tape.kind(node)
    collectTargets(node, kind, tape)
    guard !isDead else { return }
    let first = pending.count
    switch outlookOfTargets(node, tape) {
    case .open: break
    // There is nothing else to know about a scalar.
    case .fine where repairs != nil && kind != .object && kind != .array: return
    case .single:
      // Its only element may come to satisfy all of them; two of them do not.
      for target in targets {
        guard case .single = outlook(target.block, node, tape, 0),
          let item = pending.add(.all, Instruction.none, under: target.item)
        else { continue }
        pending[item].needsSingleElement = true
      }
    case .fine, .dead:
      for target in targets where target.item < 0 || !pending[target.item].isDead {
        follow(target.block, under: target.item, node, tape, 0)
        if isDead { return }
      }
    }
    if kind == .object || kind == .array {
      frames.append(
        Frame(node: node, isObject: kind == .object, items: first..<pending.count))
    }
  }

  /// What may be made into something else may come to satisfy any of the targets.
  private func outlookOfTargets(_ node: Int, _ tape: Tape) -> Outlook {
    guard repairs != nil else { return .fine }
    return targets.reduce(.fine) { $0.and(outlook($1.block, node, tape, 0)) }
  }

  // MARK: - Which schemas

  mutating func collectTargets(_ node: Int, _ kind: Node.Kind, _ tape: Tape) {
    targets.removeAll(keepingCapacity: true)
    guard !frames.isEmpty else {
      targets.append((-1, schema.entry))
      return
    }
    let top = frames.count - 1
    if kind != .null { frames[top].nonNullCount += 1 }
    if frames[top].isObject {
      checkStrayKeys(kind, tape)
      guard frames[top].isKeySettled else { return }
    } else {
      frames[top].count += 1
    }
    let frame = frames[top]
    for item in frame.items {
      if frame.count == 2, !frame.isObject, pending[item].needsSingleElement,
        !pending[item].isDead
      {
        fail(item, "type", tape, inMember: false)
      }
      guard !isDead else { return }
      guard isLive(item) else { continue }
      let block = program.blocks[Int(pending[item].block)]
      if frame.isObject {
        for pc in block.objects where program.code[pc].operation == .object {
          collect(item, program.plan(of: program.code[pc]), frame.key, tape)
        }
      } else {
        for pc in block.arrays {
          collect(item, program.code[pc], frame.count - 1, tape)
        }
      }
    }
  }

  private mutating func collect(
    _ item: Int, _ instruction: Instruction, _ ordinal: Int, _ tape: Tape
  ) {
    switch instruction.operation {
    case .maxItems where ordinal >= Int(instruction.limit):
      fail(item, "maxItems", tape, inMember: false)
    case .prefixItems where ordinal < Int(instruction.branches.count):
      targets.append((item, program.blocks(of: instruction.branches)[ordinal]))
    case .items where ordinal >= instruction.firstItem:
      targets.append((item, instruction.block))
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
      for rule in program.rules(of: plan) where evaluator.matches(key, rule.regex) {
        isMatched = true
        targets.append((item, rule.block))
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
      if case .dead(let keyword) = outlook(index, node, tape, depth) {
        fail(parent, keyword, tape, inMember: true)
      }
      return
    }
    let block = program.blocks[Int(index)]
    guard block.allows(kind) else {
      return fail(parent, "type", tape, inMember: true)
    }
    guard block.flags & Block.leaf == 0, depth < Self.deepest,
      let item = pending.add(.all, index, under: parent)
    else {
      return
    }
    for pc in block.common {
      let instruction = program.code[pc]
      switch instruction.operation {
      case .call: follow(instruction.block, under: item, node, tape, depth + 1)
      case .all:
        for branch in program.blocks(of: instruction.branches) {
          follow(branch, under: item, node, tape, depth + 1)
        }
      case .any, .one:
        follow(program.blocks(of: instruction.branches), under: item, node, tape, depth + 1)
      default: break
      }
      if pending[item].isDead { return }
    }
  }

  /// Applies schemas of which one has to be satisfied.
  private mutating func follow(
    _ branches: UnsafeBufferPointer<UInt32>, under parent: Int, _ node: Int, _ tape: Tape,
    _ depth: Int
  ) {
    guard let union = pending.add(.any, Instruction.none, under: parent) else { return }
    // All are there before the first one can die.
    let first = pending.count
    for _ in branches {
      if pending.add(.all, Instruction.none, under: union) == nil {
        return pending.addUnknownBranch(under: union)
      }
    }
    for (i, block) in branches.enumerated() {
      if repairs != nil {
        switch outlook(block, node, tape, depth) {
        case .fine: break
        case .dead(let keyword):
          fail(first + i, keyword, tape, inMember: true)
          continue
        case .single:
          pending[first + i].needsSingleElement = true
          continue
        case .open: continue
        }
      }
      follow(block, under: first + i, node, tape, depth)
      if isDead { return }
    }
  }
}
