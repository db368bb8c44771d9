internal import AdhereJSON

extension OutputWalk {
  /// prefixItems, items, additionalItems.
  mutating func items(
    _ keyword: Keyword, _ place: Place, _ value: Int, _ node: Int
  ) -> Bool {
    guard let pc = instruction(place, value) else { return true }
    let i = program.code[pc]
    let unit = open(keyword, place, value)
    var ok = true
    var position = 0
    var last = -1
    if tape.kind(node) == .array {
      for child in tape.children(of: node) {
        defer { position += 1 }
        let isPrefix = i.operation == .prefixItems
        if isPrefix ? position >= Int(i.b) : position < Int(i.b) {
          if isPrefix { break }
          continue
        }
        last = position
        let block = isPrefix ? program.operands[Int(i.a) + position] : i.a
        if !apply(
          block, child, nil, token: isPrefix ? "/\(position)" : "", instance: "/\(position)")
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

  /// contains with minContains and maxContains, which count what it finds.
  mutating func contains(_ place: Place, _ value: Int, _ node: Int) -> Bool {
    guard let pc = instruction(place, value), tape.kind(node) == .array else { return true }
    let i = program.code[pc]
    let unit = open(.contains, place, value)
    var passing: [Int] = []
    for (position, child) in tape.children(of: node).enumerated()
    where apply(i.a, child, nil, instance: "/\(position)") {
      passing.append(position)
      if i.flag, let marks = place.marks { describer.evaluator.mark(position, marks) }
    }
    let finding = Finding(
      kind: .contains, keyword: .contains, origin: program.origins[pc], first: Int(i.b),
      second: i.c == Instruction.none ? -1 : Int(i.c))
    var ok = !passing.isEmpty || i.b == 0
    if !ok { units[unit].errors.append(finding) }
    if ok, place.rules.dialect >= .draft2020 { annotate(unit, .positions(passing)) }
    close(unit, ok)
    for keyword in [Keyword.minContains, .maxContains] {
      let object = Int(place.origin.object)
      let member =
        keyword == .minContains
        ? place.tape.member("minContains", of: object)
        : place.tape.member("maxContains", of: object)
      guard place.rules.shapes[keyword.index] != .unknown, let member else { continue }
      let unit = open(keyword, place, member)
      let holds =
        keyword == .minContains ? passing.count >= Int(i.b) : passing.count <= Int(i.c)
      if !holds {
        units[unit].errors.append(finding)
        ok = false
      }
      close(unit, holds)
    }
    return ok
  }

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
      where marks[ordinal >> 6] >> UInt64(ordinal & 63) & 1 == 0 {
        let finding = Finding(
          kind: isObject ? .unevaluatedProperty : .tooManyItems, keyword: keyword,
          origin: program.origins[pc], first: ordinal)
        if !apply(
          i.a, isObject ? child + 1 : child, nil,
          instance: isObject ? OutputWalk.token(tape, child) : "/\(ordinal)",
          falseFinding: finding)
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
