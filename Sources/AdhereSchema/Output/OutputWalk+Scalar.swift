internal import AdhereJSON

extension OutputWalk {
  /// A keyword that holds no schemas, checked by its instruction.
  mutating func plain(
    _ keyword: Keyword, _ place: Place, _ value: Int, _ node: Int
  ) -> Bool {
    guard let pc = instruction(place, value) else { return true }
    let unit = open(keyword, place, value)
    let ok = holds(pc, node, unit)
    close(unit, ok)
    return ok
  }

  /// Runs the instruction if it looks at values of this kind; notes what it finds.
  private mutating func holds(_ pc: Int, _ node: Int, _ unit: Int) -> Bool {
    let kind = tape.kind(node)
    switch program.code[pc].operation.group {
    case .number where kind != .number: return true
    case .string where kind != .string && kind != .key: return true
    case .array where kind != .array: return true
    case .object where kind != .object: return true
    default: break
    }
    absorb()
    // The describer clears the flag when it blames a check for it.
    if describer.check(pc, node, nil) { return true }
    for violation in describer.found {
      if case .found(let finding, _) = violation.content {
        units[unit].errors.append(finding)
        if finding.kind == .costlyPattern || finding.kind == .longMultipleOf {
          isUndecided = true
        }
      }
    }
    describer.found.removeAll(keepingCapacity: true)
    absorb()
    return false
  }

  mutating func type(_ place: Place, _ value: Int, _ node: Int) -> Bool {
    if place.rules.dialect == .draft3, place.tape.kind(value) != .string {
      return plain(.type, place, value, node)
    }
    let unit = open(.type, place, value)
    let block = place.block.pointee
    let kind = tape.kind(node)
    let ok =
      block.types >> kind.rawValue & 1 != 0
      && (kind != .number || block.flags & Block.integersOnly == 0
        || describer.evaluator.isInteger(node, block.flags))
    if !ok {
      units[unit].errors.append(Finding(kind: .type, keyword: .type, origin: place.origin))
    }
    close(unit, ok)
    return ok
  }

  /// format and content*: annotations, and assertions where they were compiled.
  mutating func text(_ keyword: Keyword, _ place: Place, _ value: Int, _ node: Int) -> Bool {
    let isString = tape.kind(node) == .string
    if keyword != .format, !isString { return true }
    let unit = open(keyword, place, value)
    var ok = true
    if let pc = instruction(place, value) { ok = holds(pc, node, unit) }
    if ok { annotate(unit, .written) }
    close(unit, ok)
    return ok
  }
}
