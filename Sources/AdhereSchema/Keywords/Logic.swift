internal import AdhereJSON

/// Keywords that look at values of every kind: `enum`, `const`, the references, `allOf`,
/// `anyOf`, `oneOf`, `not`, `if`, and draft 3's `extends` and `disallow`.
extension Compiler {
  mutating func writeLogic(_ work: Work, _ rules: DialectRules) throws(SchemaError) {
    let tape = sources[work.source].tape
    if let node = value(.type), rules.dialect == .draft3 { try writeTypeUnion(work, .type, node) }
    if let node = value(.enumeration) {
      let values = Array(tape.children(of: node))
      emit(
        Instruction(.enumeration, .enumeration, a: enumeration(work, values)), work, node)
    }
    if let node = value(.const) {
      emit(Instruction(.constant, .const, a: enumeration(work, [node])), work, node)
    }
    if let node = value(.disallow) { try writeTypeUnion(work, .disallow, node) }
    if let node = value(.not) {
      let block = try block(work.source, node, work.resource, work.scope)
      emit(Instruction(.not, .not, a: block), work, node)
    }
    if let node = value(.allOf) { try writeList(work, .all, .allOf, node) }
    if let node = value(.extends) {
      if tape.kind(node) == .array {
        try writeList(work, .all, .extends, node)
      } else {
        let block = try block(work.source, node, work.resource, work.scope)
        emit(Instruction(.call, .extends, a: block), work, node)
      }
    }
    if let node = value(.anyOf) { try writeList(work, .any, .anyOf, node) }
    if let node = value(.oneOf) { try writeList(work, .one, .oneOf, node) }
    if let node = value(.if) {
      let blocks = try [Keyword.if, .then, .else].map { keyword throws(SchemaError) in
        guard let node = value(keyword) else { return Instruction.none }
        return try block(work.source, node, work.resource, work.scope)
      }
      emit(
        Instruction(.conditional, .if, a: blocks[0], b: blocks[1], c: blocks[2]), work, node)
    }
    try writeReferences(work, rules)
  }

  private mutating func writeList(
    _ work: Work, _ operation: Operation, _ keyword: Keyword, _ node: Int
  ) throws(SchemaError) {
    let list = try schemaList(node, work)
    emit(Instruction(operation, keyword, a: list.first, b: list.count), work, node)
  }

  mutating func writeType(
    _ work: Work, _ node: Int, _ rules: DialectRules, _ block: inout Block
  ) throws(SchemaError) {
    let tape = sources[work.source].tape
    if tape.kind(node) == .string {
      let bits = typeBits(tape, node, rules.dialect)
      // Draft 3 knows "any", and takes unknown names for it.
      if rules.dialect == .draft3, bits == 0 { return }
      setTypes(&block, bits, rules.dialect)
      return
    }
    if rules.dialect == .draft3 { return }
    var bits: UInt16 = 0
    for child in tape.children(of: node) { bits |= typeBits(tape, child, rules.dialect) }
    setTypes(&block, bits, rules.dialect)
  }

  /// Draft 3: `type` as a list may hold schemas, and so may `disallow`.
  private mutating func writeTypeUnion(
    _ work: Work, _ keyword: Keyword, _ node: Int
  ) throws(SchemaError) {
    let tape = sources[work.source].tape
    if keyword == .type, tape.kind(node) == .string { return }
    var bits: UInt16 = 0
    var blocks: [UInt32] = []
    for child in tape.kind(node) == .array ? Array(tape.children(of: node)) : [node] {
      if tape.kind(child) == .string {
        let one = typeBits(tape, child, .draft3)
        bits |= one == 0 ? 0xFF : one
      } else {
        blocks.append(try block(work.source, child, work.resource, work.scope))
      }
    }
    let first = UInt32(parts.operands.count)
    parts.operands.append(contentsOf: blocks)
    emit(
      Instruction(
        .typeUnion, keyword, a: first, b: UInt32(blocks.count), c: UInt32(bits),
        flag: keyword == .disallow), work, node)
  }

  // MARK: - Values

  private mutating func enumeration(_ work: Work, _ nodes: [Int]) -> UInt32 {
    let tape = sources[work.source].tape
    var result = Enumeration(
      first: UInt32(parts.values.count), count: UInt32(nodes.count), kinds: 0,
      isHashed: nodes.count >= Enumeration.hashFrom, firstSlot: UInt32(parts.valueSlots.count),
      mask: 0)
    for node in nodes {
      let kind = tape.kind(node)
      result.kinds |= Block.bit(kind)
      parts.values.append(schemaValue(tape, node, kind))
    }
    if result.isHashed { hashValues(tape, nodes, &result) }
    parts.enumerations.append(result)
    return UInt32(parts.enumerations.count - 1)
  }

  private mutating func schemaValue(_ tape: Tape, _ node: Int, _ kind: Node.Kind) -> SchemaValue {
    var value = SchemaValue(
      nodes: tape.nodes, bytes: tape.bytes, node: UInt32(node), kind: kind, count: 0,
      text: tape.bytes, first: 0, last: 0)
    if kind == .string {
      let text = names.decoded(tape, node)
      value.text = text.baseAddress ?? tape.bytes
      value.count = UInt32(text.count)
      (value.first, value.last) = NameWords.load(unpadded: text)
    }
    return value
  }

  private mutating func hashValues(_ tape: Tape, _ nodes: [Int], _ result: inout Enumeration) {
    var capacity = 16
    while capacity < nodes.count * 2 { capacity *= 2 }
    result.mask = UInt32(capacity - 1)
    let base = parts.valueSlots.count
    parts.valueSlots.append(
      contentsOf: repeatElement(ValueSlot(hash: 0, value: Instruction.none), count: capacity))
    for (i, node) in nodes.enumerated() {
      let hash = ValueHash.hash(tape, node)
      var at = Int(truncatingIfNeeded: hash) & (capacity - 1)
      while parts.valueSlots[base + at].value != Instruction.none { at = (at + 1) & (capacity - 1) }
      parts.valueSlots[base + at] = ValueSlot(hash: hash, value: result.first + UInt32(i))
    }
  }
}
