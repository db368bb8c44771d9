internal import AdhereJSON

extension KeywordShape {
  static let contains = KeywordShape(.schema, from: .draft6)
  static let containsLimit = KeywordShape(.nonNegativeInteger, from: .draft2019)
}

/// `contains` (2020-12 core, section 10.3.1.3), with `minContains` and `maxContains` (2020-12
/// validation, sections 6.4.4 and 6.4.5), which count what it finds.
extension Compiler {
  mutating func writeContains(_ work: Work, _ rules: DialectRules) throws(SchemaError) {
    guard let node = value(.contains) else { return }
    let block = try block(at: node, work)
    let counts = Instruction.Counts(
      least: value(.minContains).map { limit(work, $0) } ?? 1,
      most: value(.maxContains).map { limit(work, $0) } ?? Instruction.none,
      marksItems: rules.dialect >= .draft2020)
    emit(Instruction(contains: block, counts), work, node)
  }
}

extension Instruction.Counts {
  /// Of a violation, where they are not met.
  fileprivate var cause: ViolationDetail.Cause {
    .contains(least: Int(least), most: most == Instruction.none ? nil : Int(most))
  }
}

extension Describer {
  @inline(never)
  mutating func contains(
    _ pc: Int, _ i: Instruction, _ node: Int, _ marks: Evaluator.Marks?
  ) -> Bool {
    let counts = i.counts
    var count: UInt32 = 0
    var position = 0
    for child in tape.children(of: node) {
      if evaluator.run(i.block, child, nil) {
        count += 1
        if let marks, counts.marksItems { evaluator.mark(position, marks) }
      }
      position += 1
    }
    if count >= counts.least, count <= counts.most { return true }
    return emit(pc, counts.cause, node)
  }
}

extension OutputWalk {
  mutating func contains(_ place: Place, _ value: Int, _ node: Int) -> Bool {
    guard let pc = instruction(place, value), tape.kind(node) == .array else { return true }
    let i = program.code[pc]
    let counts = i.counts
    let unit = open(.contains, place, value)
    var passing: [Int] = []
    for (position, child) in tape.children(of: node).enumerated()
    where apply(i.block, child, nil, instance: "/\(position)") {
      passing.append(position)
      if counts.marksItems, let marks = place.marks { describer.evaluator.mark(position, marks) }
    }
    let detail = ViolationDetail(counts.cause, .contains, program.origins[pc])
    var ok = !passing.isEmpty || counts.least == 0
    if !ok { units[unit].errors.append(detail) }
    if ok, place.rules.dialect >= .draft2020 { annotate(unit, .positions(passing)) }
    close(unit, ok)
    let object = Int(place.origin.object)
    for (keyword, member, holds) in [
      (
        Keyword.minContains, place.tape.member("minContains", of: object),
        passing.count >= Int(counts.least)
      ),
      (
        .maxContains, place.tape.member("maxContains", of: object),
        passing.count <= Int(counts.most)
      ),
    ] {
      guard place.rules.shapes[keyword.index] != .unknown, let member else { continue }
      let unit = open(keyword, place, member)
      if !holds {
        units[unit].errors.append(detail)
        ok = false
      }
      close(unit, holds)
    }
    return ok
  }
}
