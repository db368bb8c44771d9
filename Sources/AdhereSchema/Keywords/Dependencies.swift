internal import AdhereJSON

extension KeywordShape {
  static let dependencies = KeywordShape(.dependencies, to: .draft2020)
  static let dependentRequired = KeywordShape(.stringListMap, from: .draft2019)
  static let dependentSchemas = KeywordShape(.schemaMap, from: .draft2019)
}

/// `dependentSchemas` (2020-12 core, section 10.2.2.4), `dependentRequired` (2020-12 validation,
/// section 6.5.4) and what both were up to draft 7, `dependencies`.
extension Compiler {
  /// The value of `dependencies` or `dependentRequired`.
  func checkDependencies(_ shape: Shape, _ use: KeywordUse) throws(SchemaError) {
    let tape = sources[use.source].tape
    let isObject = tape.kind(use.value) == .object
    guard shape == .dependencies else {
      try demand(isObject, use, "an object of lists of strings")
      for key in tape.children(of: use.value) { try checkStrings(use, key + 1, atLeast: 0) }
      return
    }
    try demand(isObject, use, "an object of schemas or lists of strings")
    for key in tape.children(of: use.value) {
      switch tape.kind(key + 1) {
      case .array: try checkStrings(use, key + 1, atLeast: use.dialect == .draft4 ? 1 : 0)
      case .string where use.dialect == .draft3: break
      default: try demandSchema(use, key + 1)
      }
    }
  }

  mutating func writeDependencies(_ work: Work) throws(SchemaError) {
    for keyword in [Keyword.dependencies, .dependentRequired, .dependentSchemas] {
      guard let node = value(keyword) else { continue }
      let tape = sources[work.source].tape
      var list = NameList()
      for key in tape.children(of: node) {
        let target: UInt32
        switch tape.kind(key + 1) {
        case .array: target = try requiring(Array(tape.children(of: key + 1)), work, key + 1)
        case .string: target = try requiring([key + 1], work, key + 1)
        default: target = try block(at: key + 1, work)
        }
        list.add(names.decoded(tape, key), tape[key].link, target)
      }
      emit(Instruction(.dependent, keyword, table: addTable(list.entries)), work, node)
    }
  }

  /// A block that requires the names at `nodes` and nothing else. Its instruction would stand amid
  /// those of the block at hand, so it is written afterwards.
  private mutating func requiring(
    _ nodes: [Int], _ work: Work, _ value: Int
  ) throws(SchemaError) -> UInt32 {
    var list = NameList()
    require(nodes, work, &list)
    let origin = Origin(
      source: UInt32(work.source), object: UInt32(work.node), value: UInt32(value))
    parts.objectOrigins.append(
      ObjectOrigin(
        source: origin.source, object: origin.object, properties: Instruction.none,
        patternProperties: Instruction.none, additionalProperties: Instruction.none,
        propertyNames: Instruction.none, required: origin.value))
    parts.objects.append(
      ObjectPlan(
        table: addTable(list.entries), requiredBits: list.requiredBits,
        requiredCount: UInt32(list.requiredCount), additional: Instruction.none, isClosed: false,
        hasAdditional: false, firstPattern: 0, patternCount: 0, names: Instruction.none,
        origin: UInt32(parts.objectOrigins.count - 1)))
    let index = try newBlock(work.source, work.node)
    deferred.append(
      DeferredBlock(block: index, plan: UInt32(parts.objects.count - 1), origin: origin))
    return index
  }

  /// Writes the blocks that were put aside.
  mutating func writeDeferred() {
    for entry in deferred {
      var block = Block()
      block.first = UInt32(parts.code.count)
      parts.code.append(Instruction(plan: entry.plan, .dependentRequired))
      parts.origins.append(entry.origin)
      for group in [Group.object, .common, .late] { block.end(group, at: parts.code.count) }
      parts.blocks[Int(entry.block)] = block
    }
    deferred.removeAll(keepingCapacity: true)
  }
}

extension Program {
  /// The plan of a block that does no more than require names, as ``Compiler`` makes one for a
  /// dependency.
  fileprivate func requiringPlan(_ block: UInt32) -> UnsafePointer<ObjectPlan>? {
    let block = blocks[Int(block)]
    guard block.all.count == 1 else { return nil }
    let only = code[Int(block.first)]
    guard only.operation == .object, only.keyword == .dependentRequired else { return nil }
    return plan(of: only)
  }
}

extension Describer {
  @inline(never)
  mutating func dependent(
    _ pc: Int, _ i: Instruction, _ node: Int, _ marks: Evaluator.Marks?
  ) -> Bool {
    var ok = true
    for key in tape.children(of: node) {
      guard let entry = program.find(program.tables + i.table, tape.nodes, tape.bytes, key)
      else { continue }
      if let plan = program.requiringPlan(entry.pointee.block) {
        if !dependentRequired(pc, plan, key, node) { ok = false }
      } else if !run(entry.pointee.block, node, marks) {
        ok = false
      }
    }
    return ok
  }

  private mutating func dependentRequired(
    _ pc: Int, _ plan: UnsafePointer<ObjectPlan>, _ key: Int, _ node: Int
  ) -> Bool {
    let table = Int(plan.pointee.table)
    var ok = true
    for entry in program.tables[table].entries
    where tape.member(program.entries[entry].text, of: node) == nil {
      let name = StringText.decode(tape, key)
      ok = emit(pc, .dependentRequired(entry: entry, table: table, property: name), node)
    }
    return ok
  }
}

extension OutputWalk {
  mutating func dependent(
    _ keyword: Keyword, _ place: Place, _ value: Int, _ node: Int
  ) -> Bool {
    let tape = tape
    guard let pc = instruction(place, value) else { return true }
    let unit = open(keyword, place, value)
    var ok = true
    for key in tape.kind(node) == .object ? Array(tape.children(of: node)) : [] {
      let table = program.tables + program.code[pc].table
      guard let entry = program.find(table, tape.nodes, tape.bytes, key) else { continue }
      if let plan = program.requiringPlan(entry.pointee.block) {
        for case .required(let name) in missing(plan, node).map(\.cause) {
          ok = false
          note(64)
          if units[unit].errors.count >= OutputWalk.maximumMissing { break }
          units[unit].errors.append(
            ViolationDetail(
              .dependentRequired(
                entry: name, table: Int(plan.pointee.table),
                property: StringText.decode(tape, key)),
              keyword, program.origins[pc]))
        }
      } else if !apply(
        entry.pointee.block, node, place.marks, token: OutputWalk.token(tape, key))
      {
        ok = false
      }
    }
    close(unit, ok)
    return ok
  }
}
