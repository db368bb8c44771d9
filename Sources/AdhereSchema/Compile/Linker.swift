import AdhereJSON

/// The last pass: references that are nothing but references are replaced by what they lead to,
/// cycles that consume nothing are found, and properties learn whether their schema is more than
/// a type check.
extension Compiler {
  mutating func link(_ entry: UInt32) throws(SchemaError) {
    if needsIdentifiers {
      try findCycles(entry)
      if !options.keepsEverySchema { resolveAliases() }
    }
    for i in parts.blocks.indices {
      let block = parts.blocks[i]
      if block.all.isEmpty, block.flags & Block.alias == 0 { parts.blocks[i].flags |= Block.leaf }
    }
    for i in parts.entries.indices where parts.entries[i].flags & PropertyEntry.holdsTable == 0 {
      let target = parts.entries[i].block
      guard target != Instruction.none else { continue }
      let block = parts.blocks[Int(target)]
      guard block.flags & Block.leaf != 0 else { continue }
      parts.entries[i].types = block.types
      parts.entries[i].flags |= PropertyEntry.leaf
      if block.flags & Block.integersOnly != 0 {
        parts.entries[i].flags |= PropertyEntry.integersOnly
      }
      if block.flags & Block.lexicalIntegers != 0 {
        parts.entries[i].flags |= PropertyEntry.lexicalIntegers
      }
    }
    for i in parts.objects.indices where !options.keepsEverySchema {
      let additional = parts.objects[i].additional
      guard additional != Instruction.none else { continue }
      let block = parts.blocks[Int(additional)]
      if block.flags & Block.leaf != 0, block.types == Block.everyType {
        parts.objects[i].additional = Instruction.none
      }
    }
  }

  // MARK: - Cycles

  /// Blocks that the instruction applies to the same value.
  private func inPlace(_ i: Instruction) -> [UInt32] {
    switch i.operation {
    case .call, .not: return [i.block]
    case .all, .any, .one, .typeUnion: return Array(parts.operands[i.branches.range])
    case .conditional:
      return [i.choice.condition, i.choice.then, i.choice.otherwise]
        .filter { $0 != Instruction.none }
    case .dependent: return tableBlocks(i.table)
    case .propertyDependent: return tableBlocks(i.table).flatMap { tableBlocks(Int($0)) }
    default: return []
    }
  }

  private func tableBlocks(_ table: Int) -> [UInt32] {
    let table = parts.tables[table]
    return parts.entries[Int(table.firstEntry)..<Int(table.firstEntry + table.count)].map(\.block)
  }

  /// Depth-first over the applications in place, without recursion: a block that is met again
  /// while it is open would be applied to the same value without end.
  ///
  /// Where every value of the whole schema meets it, the schema is refused. Elsewhere it is an error
  /// of the values that get there (2020-12 core, section 9.4.1, leaves it undefined), found as they
  /// run into the limit of nesting.
  private mutating func findCycles(_ entry: UInt32) throws(SchemaError) {
    let always = appliedToEveryValue(entry)
    var state = [UInt8](repeating: 0, count: parts.blocks.count)
    for start in parts.blocks.indices where state[start] == 0 {
      var path: [(block: Int, edges: [UInt32], next: Int)] = []
      state[start] = 1
      path.append((start, edges(start), 0))
      while let top = path.last {
        guard top.next < top.edges.count else {
          state[top.block] = 2
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let target = Int(top.edges[top.next])
        if state[target] == 1 {
          let loop = path.map(\.block).drop { $0 != target } + [target]
          if loop.contains(where: always.contains) { throw cycle(Array(loop)) }
          endless.formUnion(loop.map { UInt32($0) })
        }
        if state[target] == 0 {
          state[target] = 1
          path.append((target, edges(target), 0))
        }
      }
    }
  }

  /// The blocks that the whole value meets, whatever it is.
  private func appliedToEveryValue(_ entry: UInt32) -> Set<Int> {
    var found: Set<Int> = []
    var work = [Int(entry)]
    while let block = work.popLast() {
      if found.insert(block).inserted { work += edges(block).map { Int($0) } }
    }
    return found
  }

  private func edges(_ block: Int) -> [UInt32] {
    parts.code[parts.blocks[block].all].flatMap { inPlace($0) }
  }

  private func cycle(_ blocks: [Int]) -> SchemaError {
    let places = blocks.prefix(8).map { block in
      let origin = blockOrigins[block]
      let source = sources[Int(origin.source)]
      return source.uri + "#" + source.tape.pointer(to: Int(origin.object)).description
    }
    let origin = blockOrigins[blocks[0]]
    return error(
      .referenceCycle, Int(origin.source), Int(origin.object),
      "the schema applies itself to the same value for ever: \(places.joined(separator: " -> "))\(blocks.count > 8 ? " -> ..." : ""): remove one of the references"
    )
  }

  // MARK: - Aliases

  private mutating func resolveAliases() {
    var target = [UInt32](repeating: 0, count: parts.blocks.count)
    var isKnown = [Bool](repeating: false, count: parts.blocks.count)
    for i in parts.blocks.indices where !isKnown[i] {
      // Each chain is walked once; one that comes back to itself ends where it is met again.
      var chain = [i]
      while !isKnown[chain[chain.count - 1]], let next = aliasTarget(chain[chain.count - 1]) {
        if endless.contains(UInt32(next)), chain.contains(next) { break }
        chain.append(next)
      }
      let end = chain[chain.count - 1]
      let final = isKnown[end] ? target[end] : UInt32(end)
      for block in chain {
        target[block] = final
        isKnown[block] = true
        if block != Int(final) { parts.blocks[block].flags |= Block.alias }
      }
    }
    func resolve(_ block: inout UInt32) {
      if block != Instruction.none { block = target[Int(block)] }
    }
    for i in parts.code.indices { parts.code[i].updateBlocks(resolve) }
    for i in parts.operands.indices { resolve(&parts.operands[i]) }
    for i in parts.entries.indices where parts.entries[i].flags & PropertyEntry.holdsTable == 0 {
      resolve(&parts.entries[i].block)
    }
    for i in parts.patternRules.indices { resolve(&parts.patternRules[i].block) }
    for i in parts.objects.indices {
      resolve(&parts.objects[i].additional)
      resolve(&parts.objects[i].names)
    }
  }

  /// The block that `block` is nothing but a reference to.
  private func aliasTarget(_ block: Int) -> Int? {
    let b = parts.blocks[block]
    guard b.types == Block.everyType, b.flags == 0, b.all.count == 1 else { return nil }
    let only = parts.code[Int(b.first)]
    return only.operation == .call ? Int(only.block) : nil
  }
}
