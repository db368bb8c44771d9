internal import AdhereJSON

extension KeywordShape {
  /// From draft 6 on an empty list, or a repeated value, is only advised against.
  static let enumeration = KeywordShape(.enumeration, to: .draft4).then(.array)
  static let const = KeywordShape(.any, from: .draft6)
}

/// `enum` and `const` (2020-12 validation, sections 6.1.2 and 6.1.3).
extension Compiler {
  func checkEnumeration(_ use: KeywordUse) throws(SchemaError) {
    let tape = sources[use.source].tape
    try demand(
      tape.kind(use.value) == .array && tape.count(of: use.value) > 0, use,
      "a list of at least one value")
    if let (_, second) = RepeatedItems.first(tape, use.value) {
      throw error(
        .invalidKeyword, use.source, use.value,
        "\"\(use.name)\" lists a value twice (item \(second)), which \(use.dialect) does not allow: remove one"
      )
    }
  }

  mutating func writeEnumeration(_ work: Work) {
    if let node = value(.enumeration) {
      let values = Array(sources[work.source].tape.children(of: node))
      let index = enumeration(work, values)
      emit(Instruction(.enumeration, .enumeration, enumeration: index), work, node)
    }
    if let node = value(.const) {
      let index = enumeration(work, [node])
      emit(Instruction(.constant, .const, enumeration: index), work, node)
    }
  }

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

extension Describer {
  mutating func enumeration(_ pc: Int, _ i: Instruction, _ node: Int) -> Bool {
    if program.contains(i.enumeration, tape, node) { return true }
    return emit(pc, i.operation == .constant ? .constant : .enumeration, node)
  }
}
