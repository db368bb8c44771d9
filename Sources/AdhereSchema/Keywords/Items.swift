internal import AdhereJSON

extension KeywordShape {
  static let items = KeywordShape(.schemaOrArray, to: .draft2019).then(.schema)
  static let prefixItems = KeywordShape(.schemaArray, from: .draft2020)
  static let additionalItems = KeywordShape(.schemaOrBoolean, to: .draft2019)
}

/// `prefixItems` and `items` (2020-12 core, section 10.3.1), which up to 2019-09 were an `items`
/// with a list and `additionalItems`.
extension Compiler {
  mutating func writeItems(_ work: Work, _ rules: DialectRules) throws(SchemaError) {
    if rules.dialect >= .draft2020 {
      var prefix: UInt32 = 0
      if let node = value(.prefixItems) { prefix = try writePrefix(work, .prefixItems, node) }
      if let node = value(.items) { try writeRest(work, .items, node, from: prefix) }
    } else if let node = value(.items) {
      if sources[work.source].tape.kind(node) == .array {
        let prefix = try writePrefix(work, .items, node)
        if let more = value(.additionalItems) {
          try writeRest(work, .additionalItems, more, from: prefix)
        }
      } else {
        try writeRest(work, .items, node, from: 0)
      }
    }
  }

  private mutating func writePrefix(
    _ work: Work, _ keyword: Keyword, _ node: Int
  ) throws(SchemaError) -> UInt32 {
    let list = try schemaList(node, work)
    emit(Instruction(.prefixItems, keyword, branches: list), work, node)
    return list.count
  }

  private mutating func writeRest(
    _ work: Work, _ keyword: Keyword, _ node: Int, from: UInt32
  ) throws(SchemaError) {
    emit(Instruction(items: try block(at: node, work), from: from, keyword), work, node)
  }
}

extension Describer {
  @inline(never)
  mutating func prefix(_ i: Instruction, _ node: Int, _ marks: Evaluator.Marks?) -> Bool {
    var ok = true
    for (position, (child, block)) in zip(
      tape.children(of: node), program.blocks(of: i.branches)
    ).enumerated() {
      if isFull { break }
      if !descend(block, child, key: -1, position: position) { ok = false }
      if let marks { evaluator.mark(position, marks) }
    }
    return ok
  }

  @inline(never)
  mutating func rest(
    _ pc: Int, _ i: Instruction, _ node: Int, _ marks: Evaluator.Marks?
  ) -> Bool {
    // "No more items" is one violation of the array, not one of each item.
    if program.blocks[Int(i.block)].types == 0, i.firstItem > 0 {
      return tape.count(of: node) <= i.firstItem
        || emit(pc, .tooManyItems(limit: i.firstItem), node)
    }
    var ok = true
    var position = 0
    for child in tape.children(of: node) {
      if isFull { return false }
      if position >= i.firstItem {
        if !descend(i.block, child, key: -1, position: position) { ok = false }
        if let marks { evaluator.mark(position, marks) }
      }
      position += 1
    }
    return ok
  }
}

extension OutputWalk {
  mutating func items(
    _ keyword: Keyword, _ place: Place, _ value: Int, _ node: Int
  ) -> Bool {
    guard let pc = instruction(place, value) else { return true }
    let i = program.code[pc]
    let unit = open(keyword, place, value)
    var ok = true
    var last = -1
    if tape.kind(node) == .array {
      let isPrefix = i.operation == .prefixItems
      let prefix = isPrefix ? Array(program.blocks(of: i.branches)) : []
      for (position, child) in tape.children(of: node).enumerated() {
        if isPrefix ? position >= prefix.count : position < i.firstItem {
          if isPrefix { break }
          continue
        }
        last = position
        if !apply(
          isPrefix ? prefix[position] : i.block, child, nil,
          token: isPrefix ? "/\(position)" : "", instance: "/\(position)")
        {
          ok = false
        }
        if let marks = place.marks { describer.evaluator.mark(position, marks) }
      }
      if ok, last >= 0 {
        let isWhole = i.operation == .items || last + 1 == tape.count(of: node)
        annotate(unit, isWhole ? .flag : .position(last))
      }
    }
    close(unit, ok)
    return ok
  }
}
