internal import AdhereJSON

extension KeywordShape {
  static let propertyNames = KeywordShape(.schema, from: .draft6)
}

/// `propertyNames` (2020-12 core, section 10.3.2.4).
extension Compiler {
  mutating func writePropertyNames(_ work: Work, _ plan: inout ObjectPlan) throws(SchemaError) {
    if let node = value(.propertyNames) { plan.names = try block(at: node, work) }
  }
}

extension Describer {
  @inline(never)
  mutating func checkName(_ plan: UnsafePointer<ObjectPlan>, _ key: Int) -> Bool {
    if evaluator.run(plan.pointee.names, key, nil) { return true }
    run(plan.pointee.names, key, nil)
    return emit(
      ViolationDetail(
        .propertyName(StringText.decode(tape, key)), .propertyNames,
        program.origin(.propertyNames, of: plan)),
      key)
  }
}

extension OutputWalk {
  mutating func names(_ plan: UnsafePointer<ObjectPlan>, _ node: Int) -> Bool {
    let tape = tape
    guard plan.pointee.names != Instruction.none else { return true }
    namesDepth += 1
    defer { namesDepth -= 1 }
    var ok = true
    for key in tape.children(of: node)
    where !apply(plan.pointee.names, key, nil, instance: OutputWalk.token(tape, key)) {
      ok = false
    }
    return ok
  }
}
