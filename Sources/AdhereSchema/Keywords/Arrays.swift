internal import AdhereJSON

/// `items`, `prefixItems`, `additionalItems`, `contains`, `minItems`, `maxItems`, `uniqueItems`.
extension Compiler {
  mutating func writeArrays(_ work: Work, _ rules: DialectRules) throws(SchemaError) {
    let tape = sources[work.source].tape
    if let node = value(.minItems) {
      emit(Instruction(.minItems, .minItems, a: limit(work, node)), work, node)
    }
    if let node = value(.maxItems) {
      emit(Instruction(.maxItems, .maxItems, a: limit(work, node)), work, node)
    }
    if rules.dialect >= .draft2020 {
      var prefix: UInt32 = 0
      if let node = value(.prefixItems) {
        prefix = try writePrefix(work, .prefixItems, node)
      }
      if let node = value(.items) { try writeRest(work, .items, node, from: prefix) }
    } else if let node = value(.items) {
      if tape.kind(node) == .array {
        let prefix = try writePrefix(work, .items, node)
        if let more = value(.additionalItems) {
          try writeRest(work, .additionalItems, more, from: prefix)
        }
      } else {
        try writeRest(work, .items, node, from: 0)
      }
    }
    if let node = value(.contains) { try writeContains(work, node, rules) }
    if let node = value(.uniqueItems), tape.kind(node) == .true {
      emit(Instruction(.uniqueItems, .uniqueItems), work, node)
    }
  }

  private mutating func writePrefix(
    _ work: Work, _ keyword: Keyword, _ node: Int
  ) throws(SchemaError) -> UInt32 {
    let list = try schemaList(node, work)
    emit(
      Instruction(.prefixItems, keyword, a: list.first, b: list.count), work, node)
    return list.count
  }

  private mutating func writeRest(
    _ work: Work, _ keyword: Keyword, _ node: Int, from: UInt32
  ) throws(SchemaError) {
    let block = try block(work.source, node, work.resource, work.scope)
    emit(Instruction(.items, keyword, a: block, b: from), work, node)
  }

  private mutating func writeContains(
    _ work: Work, _ node: Int, _ rules: DialectRules
  ) throws(SchemaError) {
    let block = try block(work.source, node, work.resource, work.scope)
    let least = value(.minContains).map { limit(work, $0) } ?? 1
    let most = value(.maxContains).map { limit(work, $0) } ?? Instruction.none
    emit(
      Instruction(
        .contains, .contains, a: block, b: least, c: most, flag: rules.dialect >= .draft2020),
      work, node)
  }
}
