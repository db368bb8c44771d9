internal import AdhereJSON

extension KeywordShape {
  static let patternProperties = KeywordShape(.patternMap)
}

/// `patternProperties` (2020-12 core, section 10.3.2.2).
extension Compiler {
  mutating func writePatternProperties(_ work: Work, _ plan: inout ObjectPlan) throws(SchemaError) {
    guard let patterns = value(.patternProperties) else { return }
    var rules: [PatternRule] = []
    for key in sources[work.source].tape.children(of: patterns) {
      rules.append(
        PatternRule(regex: try pattern(work, key), block: try block(at: key + 1, work)))
    }
    plan.firstPattern = UInt32(parts.patternRules.count)
    plan.patternCount = UInt32(rules.count)
    parts.patternRules.append(contentsOf: rules)
  }
}

extension Describer {
  @inline(never)
  mutating func patterns(
    _ plan: UnsafePointer<ObjectPlan>, _ key: Int, _ isMatched: inout Bool
  ) -> Bool {
    var ok = true
    for rule in program.rules(of: plan) {
      if evaluator.matches(key, rule.regex) {
        isMatched = true
        if !descend(rule.block, key + 1, key: key, position: 0) { ok = false }
      } else if let cause = takeLimit() {
        ok = emit(
          ViolationDetail(
            cause, .patternProperties, program.origin(.patternProperties, of: plan)), key)
      }
    }
    return ok
  }
}

extension OutputWalk {
  mutating func patterns(
    _ plan: UnsafePointer<ObjectPlan>, _ place: Place, _ unit: Int, _ node: Int
  ) -> Bool {
    let tape = tape
    var ok = true
    var names: [Int] = []
    for (ordinal, key) in tape.children(of: node).enumerated() {
      var isMatched = false
      for rule in program.rules(of: plan) {
        noteUndecided()
        if describer.evaluator.matches(key, rule.regex) {
          isMatched = true
          let pattern = program.patterns[Int(rule.regex)]
          let source = schema.sources[Int(pattern.source)].document.tape
          if !apply(
            rule.block, key + 1, nil, token: OutputWalk.token(source, Int(pattern.node)),
            instance: OutputWalk.token(tape, key))
          {
            ok = false
          }
        } else if let cause = describer.takeLimit() {
          isUndecided = true
          ok = false
          units[unit].errors.append(ViolationDetail(cause, .patternProperties, place.origin))
        }
      }
      if isMatched {
        names.append(key)
        if let marks = place.marks { describer.evaluator.mark(ordinal, marks) }
      }
    }
    if ok { annotate(unit, .names(names)) }
    return ok
  }
}
