internal import AdhereJSON

/// `dependentSchemas`, `dependentRequired`, `dependencies`, `propertyDependencies`.
extension Compiler {
  mutating func writeDependencies(_ work: Work, _ rules: DialectRules) throws(SchemaError) {
    for keyword in [Keyword.dependencies, .dependentRequired, .dependentSchemas] {
      guard let node = value(keyword) else { continue }
      try writeDependent(work, keyword, node)
    }
    if options.propertyDependencies, let node = value(.propertyDependencies) {
      try writePropertyDependencies(work, node)
    }
  }

  private mutating func writeDependent(
    _ work: Work, _ keyword: Keyword, _ node: Int
  ) throws(SchemaError) {
    let tape = sources[work.source].tape
    var list = NameList()
    for key in tape.children(of: node) {
      let target: UInt32
      switch tape.kind(key + 1) {
      case .array: target = try requiring(Array(tape.children(of: key + 1)), work, key + 1)
      case .string: target = try requiring([key + 1], work, key + 1)
      default: target = try block(work.source, key + 1, work.resource, work.scope)
      }
      list.add(names.decoded(tape, key), tape[key].link, target)
    }
    emit(Instruction(.dependent, keyword, a: addTable(list.entries)), work, node)
  }

  /// A block that requires the names at `nodes` and nothing else. Written at once: it has
  /// instructions of its own amid those of the block at hand, so they are kept aside.
  private mutating func requiring(
    _ nodes: [Int], _ work: Work, _ origin: Int
  ) throws(SchemaError) -> UInt32 {
    let tape = sources[work.source].tape
    var list = NameList()
    for node in nodes {
      let name = names.decoded(tape, node)
      list.require(name, Tape.keyHash(name))
    }
    parts.objectOrigins.append(
      ObjectOrigin(
        source: UInt32(work.source), object: UInt32(work.node), properties: Instruction.none,
        patternProperties: Instruction.none, additionalProperties: Instruction.none,
        propertyNames: Instruction.none, required: UInt32(origin)))
    parts.objects.append(
      ObjectPlan(
        table: addTable(list.entries), requiredBits: list.requiredBits,
        requiredCount: UInt32(list.requiredCount), additional: Instruction.none, isClosed: false,
        hasAdditional: false, firstPattern: 0, patternCount: 0, names: Instruction.none,
        origin: UInt32(parts.objectOrigins.count - 1)))
    let index = try newBlock(work.source, work.node)
    synthetic.append((index, UInt32(parts.objects.count - 1), origin, work.source, work.node))
    return index
  }

  /// Writes the blocks that ``requiring(_:_:_:)`` put aside.
  mutating func writeSynthetic() {
    for (index, plan, value, source, node) in synthetic {
      var block = Block()
      block.first = UInt32(parts.code.count)
      block.ends = (0, 0, 0, 1, 1, 1)
      parts.code.append(Instruction(.object, .dependentRequired, a: plan))
      parts.origins.append(
        Origin(source: UInt32(source), object: UInt32(node), value: UInt32(value)))
      parts.blocks[Int(index)] = block
    }
    synthetic.removeAll(keepingCapacity: true)
  }

  private mutating func writePropertyDependencies(
    _ work: Work, _ node: Int
  ) throws(SchemaError) {
    let tape = sources[work.source].tape
    var outer = NameList()
    for key in tape.children(of: node) {
      var inner = NameList()
      for choice in tape.children(of: key + 1) {
        let target = try block(work.source, choice + 1, work.resource, work.scope)
        inner.add(names.decoded(tape, choice), tape[choice].link, target)
      }
      outer.add(names.decoded(tape, key), tape[key].link, addTable(inner.entries))
    }
    for i in outer.entries.indices { outer.entries[i].flags |= PropertyEntry.holdsTable }
    emit(
      Instruction(.propertyDependent, .propertyDependencies, a: addTable(outer.entries)), work,
      node)
  }
}
