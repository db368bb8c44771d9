internal import AdhereJSON

extension KeywordShape {
  static let additionalProperties = KeywordShape(.schemaOrBoolean)
}

/// `additionalProperties` (2020-12 core, section 10.3.2.3).
extension Compiler {
  mutating func writeAdditionalProperties(
    _ work: Work, _ plan: inout ObjectPlan
  ) throws(SchemaError) {
    guard let node = value(.additionalProperties) else { return }
    let kind = sources[work.source].tape.kind(node)
    plan.hasAdditional = true
    if kind == .false { plan.isClosed = true }
    if options.keepsEverySchema || kind == .object {
      plan.additional = try block(at: node, work)
    }
  }
}

extension Describer {
  @inline(never)
  mutating func additional(_ plan: UnsafePointer<ObjectPlan>, _ key: Int) -> Bool {
    if plan.pointee.isClosed {
      return emit(
        ViolationDetail(
          .additionalProperty(StringText.decode(tape, key)), .additionalProperties,
          program.origin(.additionalProperties, of: plan)), key)
    }
    return plan.pointee.additional == Instruction.none
      || descend(plan.pointee.additional, key + 1, key: key, position: 0)
  }
}

extension OutputWalk {
  mutating func additional(
    _ plan: UnsafePointer<ObjectPlan>, _ place: Place, _ unit: Int, _ node: Int
  ) -> Bool {
    let tape = tape
    var ok = true
    var names: [Int] = []
    for (ordinal, key) in tape.children(of: node).enumerated() {
      if let entry = entry(plan, key), entry.pointee.flags & PropertyEntry.declared != 0 {
        continue
      }
      if program.rules(of: plan).contains(where: { describer.evaluator.matches(key, $0.regex) }) {
        continue
      }
      if plan.pointee.additional != Instruction.none,
        !apply(
          plan.pointee.additional, key + 1, nil, instance: OutputWalk.token(tape, key),
          falseDetail: ViolationDetail(.additionalProperty([]), .additionalProperties, place.origin)
        )
      {
        ok = false
      }
      names.append(key)
      if let marks = place.marks { describer.evaluator.mark(ordinal, marks) }
    }
    noteUndecided()
    if ok { annotate(unit, .names(names)) }
    return ok
  }
}
