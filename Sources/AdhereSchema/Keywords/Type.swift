internal import AdhereJSON

extension KeywordShape {
  static let type = KeywordShape(.typesOrSchemas, to: .draft3).then(.types)
  static let disallow = KeywordShape(.typesOrSchemas, to: .draft3)
}

/// `type` (2020-12 validation, section 6.1.1), part of a block's head; in draft 3 a list of types
/// may hold schemas, and so may `disallow` (draft 3, sections 5.1 and 5.25).
extension Compiler {
  func checkTypes(_ use: KeywordUse) throws(SchemaError) {
    let tape = sources[use.source].tape
    let kind = tape.kind(use.value)
    guard kind == .string || kind == .array && tape.count(of: use.value) > 0 else {
      throw error(
        .invalidKeyword, use.source, use.value,
        "\"\(use.name)\" must be a type name or a list of them, not \(describe(tape, use.value))")
    }
    let names = kind == .string ? [use.value] : Array(tape.children(of: use.value))
    for node in names where tape.kind(node) != .string || typeBits(tape, node, use.dialect) == 0 {
      throw error(
        .invalidKeyword, use.source, node,
        "\"\(use.name)\" must be array, boolean, integer, null, number, object or string, not \(describe(tape, node))"
          + suggestion(tape, node))
    }
    if kind == .array, !RepeatedItems.areAbsent(tape, use.value) {
      throw error(
        .invalidKeyword, use.source, use.value, "\"\(use.name)\" lists a type twice: remove one")
    }
  }

  /// The type that may have been meant, as the end of a message.
  private func suggestion(_ tape: Tape, _ node: Int) -> String {
    guard tape.kind(node) == .string else { return "" }
    let text = StringText.decode(tape, node)
    let names = ["array", "boolean", "integer", "null", "number", "object", "string"]
    let others = [
      "str": 6, "text": 6, "int": 2, "float": 4, "double": 4, "bool": 1, "dict": 5, "list": 0,
    ]
    guard
      let nearest = others[String(decoding: text, as: UTF8.self).lowercased()]
        ?? Nearness.nearest(text, names.map { Array($0.utf8) })
    else { return "" }
    return " (did you mean \"\(names[nearest])\"?)"
  }

  func checkTypesOrSchemas(_ use: KeywordUse) throws(SchemaError) {
    let tape = sources[use.source].tape
    let kind = tape.kind(use.value)
    try demand(kind == .string || kind == .array, use, "a type name or a list of them")
    if kind == .array {
      try demand(RepeatedItems.areAbsent(tape, use.value), use, "a list without repeated names")
    }
    for child in tape.children(of: use.value) where tape.kind(child) != .string {
      try demandSchema(use, child)
    }
  }

  func typeBits(_ tape: Tape, _ node: Int, _ dialect: Dialect) -> UInt16 {
    if !tape[node].hasEscapes { return TypeBits.of(tape.text(node)) }
    return StringText.decode(tape, node).withUnsafeBufferPointer { TypeBits.of($0) }
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

  private func setTypes(_ block: inout Block, _ bits: UInt16, _ dialect: Dialect) {
    block.types = UInt8(truncatingIfNeeded: bits)
    if bits & TypeBits.integer != 0, block.types & Block.bit(.number) == 0 {
      block.types |= Block.bit(.number)
      block.flags |= Block.integersOnly
      if dialect <= .draft4 { block.flags |= Block.lexicalIntegers }
    }
  }

  /// Draft 3's lists.
  mutating func writeTypeUnion(
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
        blocks.append(try block(at: child, work))
      }
    }
    let union = Instruction.TypeUnion(bits: UInt32(bits), isNegated: keyword == .disallow)
    emit(Instruction(union: union, operands(blocks), keyword), work, node)
  }
}

extension Describer {
  mutating func typeUnion(_ pc: Int, _ i: Instruction, _ node: Int) -> Bool {
    if evaluator.typeUnion(node, i, nil) { return true }
    return emit(pc, .union(isNegated: i.union.isNegated), node)
  }
}

extension OutputWalk {
  mutating func type(_ place: Place, _ value: Int, _ node: Int) -> Bool {
    if place.rules.dialect == .draft3, place.tape.kind(value) != .string {
      return plain(.type, place, value, node)
    }
    let unit = open(.type, place, value)
    let block = place.block.pointee
    let kind = tape.kind(node)
    let ok =
      block.allows(kind)
      && (kind != .number || block.flags & Block.integersOnly == 0
        || describer.evaluator.isInteger(node, block.flags))
    if !ok { units[unit].errors.append(ViolationDetail(.type, .type, place.origin)) }
    close(unit, ok)
    return ok
  }
}
