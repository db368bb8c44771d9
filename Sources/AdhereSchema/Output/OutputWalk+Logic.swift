internal import AdhereJSON

extension OutputWalk {
  mutating func reference(
    _ keyword: Keyword, _ place: Place, _ value: Int, _ node: Int
  ) -> Bool {
    guard let pc = instruction(place, value) else { return true }
    let unit = open(keyword, place, value)
    let ok = apply(program.code[pc].a, node, place.marks, isReferred: true)
    close(unit, ok)
    return ok
  }

  /// allOf, anyOf, oneOf, extends: every branch has its say.
  mutating func branches(
    _ keyword: Keyword, _ place: Place, _ value: Int, _ node: Int
  ) -> Bool {
    guard let pc = instruction(place, value) else { return true }
    let i = program.code[pc]
    let unit = open(keyword, place, value)
    var ok: Bool
    if i.operation == .call {
      ok = apply(i.a, node, place.marks)
    } else {
      var passing: [Int] = []
      for branch in 0..<Int(i.b)
      where apply(
        program.operands[Int(i.a) + branch], node, place.marks, token: "/\(branch)")
      {
        passing.append(branch)
      }
      switch i.operation {
      case .any: ok = !passing.isEmpty
      case .one: ok = passing.count == 1
      default: ok = passing.count == Int(i.b)
      }
      if !ok, i.operation != .all {
        units[unit].errors.append(
          Finding(
            kind: i.operation == .any ? .any : .one, keyword: keyword, origin: program.origins[pc],
            first: passing.first ?? -1, second: passing.dropFirst().first ?? -1))
      }
    }
    close(unit, ok)
    return ok
  }

  mutating func negation(_ place: Place, _ value: Int, _ node: Int) -> Bool {
    guard let pc = instruction(place, value) else { return true }
    let unit = open(.not, place, value)
    let ok = !apply(program.code[pc].a, node, nil)
    if !ok {
      units[unit].errors.append(Finding(kind: .not, keyword: .not, origin: program.origins[pc]))
    }
    close(unit, ok)
    return ok
  }

  /// if, then and else, told together: which of the latter counts is up to the first.
  mutating func conditional(_ place: Place, _ value: Int, _ node: Int) -> Bool {
    guard let pc = instruction(place, value) else { return true }
    let i = program.code[pc]
    let condition = open(.if, place, value)
    let holds = apply(i.a, node, place.marks)
    close(condition, true)
    let next = holds ? i.b : i.c
    guard next != Instruction.none else { return true }
    let keyword = holds ? Keyword.then : .else
    let unit = open(keyword, place, Int(schema.blockOrigins[Int(next)].object))
    let ok = apply(next, node, place.marks)
    close(unit, ok)
    return ok
  }
}
