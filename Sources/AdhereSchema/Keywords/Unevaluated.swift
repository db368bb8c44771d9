internal import AdhereJSON

extension KeywordShape {
  static let unevaluated = KeywordShape(.schema, from: .draft2019)
}

/// `unevaluatedItems` and `unevaluatedProperties` (2020-12 core, section 11).
extension Compiler {
  mutating func writeUnevaluated(_ work: Work, _ block: inout Block) throws(SchemaError) {
    if let node = value(.unevaluatedItems) {
      block.flags |= Block.tracksItems
      let target = try self.block(at: node, work)
      emit(Instruction(.unevaluatedItems, .unevaluatedItems, block: target), work, node)
    }
    if let node = value(.unevaluatedProperties) {
      block.flags |= Block.tracksProperties
      let target = try self.block(at: node, work)
      emit(Instruction(.unevaluatedProperties, .unevaluatedProperties, block: target), work, node)
    }
  }
}

extension Describer {
  @inline(never)
  mutating func unevaluatedItems(
    _ pc: Int, _ i: Instruction, _ node: Int, _ marks: Evaluator.Marks?
  ) -> Bool {
    guard let marks, tape.kind(node) == .array else { return true }
    let isClosed = program.blocks[Int(i.block)].types == 0
    var ok = true
    for (position, child) in tape.children(of: node).enumerated()
    where !Evaluator.isMarked(position, marks) {
      if isClosed {
        // The first of them stands for all.
        if ok { ok = emit(pc, .tooManyItems(limit: position), child) }
      } else if !descend(i.block, child, key: -1, position: position) {
        ok = false
      }
      evaluator.mark(position, marks)
    }
    return ok
  }

  @inline(never)
  mutating func unevaluatedProperties(
    _ pc: Int, _ i: Instruction, _ node: Int, _ marks: Evaluator.Marks?
  ) -> Bool {
    guard let marks, tape.kind(node) == .object else { return true }
    let isClosed = program.blocks[Int(i.block)].types == 0
    var ok = true
    for (ordinal, key) in tape.children(of: node).enumerated()
    where !Evaluator.isMarked(ordinal, marks) {
      if isClosed {
        ok = emit(pc, .unevaluatedProperty(StringText.decode(tape, key)), key)
      } else if !descend(i.block, key + 1, key: key, position: 0) {
        ok = false
      }
      evaluator.mark(ordinal, marks)
    }
    return ok
  }
}

extension OutputWalk {
  mutating func unevaluated(
    _ keyword: Keyword, _ place: Place, _ value: Int, _ node: Int
  ) -> Bool {
    let tape = tape
    guard let pc = instruction(place, value) else { return true }
    let i = program.code[pc]
    let isObject = keyword == .unevaluatedProperties
    let unit = open(keyword, place, value)
    var ok = true
    if let marks = place.marks, tape.kind(node) == (isObject ? .object : .array) {
      var names: [Int] = []
      for (ordinal, child) in tape.children(of: node).enumerated()
      where !Evaluator.isMarked(ordinal, marks) {
        let detail = ViolationDetail(
          isObject ? .unevaluatedProperty([]) : .tooManyItems(limit: ordinal), keyword,
          program.origins[pc])
        if !apply(
          i.block, isObject ? child + 1 : child, nil,
          instance: isObject ? OutputWalk.token(tape, child) : "/\(ordinal)",
          falseDetail: detail)
        {
          ok = false
        }
        names.append(child)
        describer.evaluator.mark(ordinal, marks)
      }
      if ok, isObject { annotate(unit, .names(names)) }
      if ok, !isObject, !names.isEmpty { annotate(unit, .flag) }
    }
    close(unit, ok)
    return ok
  }
}
