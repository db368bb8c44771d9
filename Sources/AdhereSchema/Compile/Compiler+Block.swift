internal import AdhereJSON

extension Compiler {
  /// Writes one reserved block.
  mutating func write(_ work: Work) throws(SchemaError) {
    let tape = sources[work.source].tape
    var block = Block()
    block.first = UInt32(parts.code.count)
    switch tape.kind(work.node) {
    case .true: block.flags |= Block.leaf
    case .false:
      block.types = 0
      block.flags |= Block.leaf
    default:
      let rules = resources[work.resource].rules
      let found = gather(tape, work.node, rules)
      if found != 0 { try writeKeywords(work, found, rules, &block) }
      clear(found)
    }
    parts.blocks[Int(work.block)] = block
    if options.keepsEverySchema {
      while resourceOfBlock.count <= Int(work.block) { resourceOfBlock.append(0) }
      resourceOfBlock[Int(work.block)] = UInt32(work.resource)
    }
  }

  /// Notes where the keywords of the object stand; returns their bits.
  private mutating func gather(_ tape: Tape, _ node: Int, _ rules: DialectRules) -> UInt64 {
    var found: UInt64 = 0
    let end = tape.next(after: node)
    var key = node + 1
    while key < end {
      if let keyword = keywords.find(tape, key), keyword.isAssertion,
        rules.shapes[keyword.index] != .unknown || isLenientDependencies(keyword, rules)
      {
        values[keyword.index] = Int32(truncatingIfNeeded: key + 1)
        found |= 1 << UInt64(keyword.index)
      }
      key = tape.next(after: key + 1)
    }
    if rules.dialect < .draft2019, found >> UInt64(Keyword.ref.index) & 1 != 0 {
      // Before 2019-09 a reference hides everything beside it.
      let ref = values[Keyword.ref.index]
      clear(found)
      values[Keyword.ref.index] = ref
      found = 1 << UInt64(Keyword.ref.index)
    }
    return found
  }

  private func isLenientDependencies(_ keyword: Keyword, _ rules: DialectRules) -> Bool {
    keyword == .dependencies && options.lenient && rules.dialect == .v1
  }

  private mutating func clear(_ found: UInt64) {
    var rest = found
    while rest != 0 {
      values[rest.trailingZeroBitCount] = -1
      rest &= rest - 1
    }
  }
}
