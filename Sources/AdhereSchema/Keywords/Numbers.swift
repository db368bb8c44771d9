internal import AdhereJSON

/// `minimum`, `maximum`, `exclusiveMinimum`, `exclusiveMaximum`, `multipleOf`, `divisibleBy`.
extension Compiler {
  mutating func writeNumbers(_ work: Work, _ rules: DialectRules) throws(SchemaError) {
    if rules.dialect <= .draft4 {
      // A boolean beside the bound says whether the bound itself is excluded.
      try writeOldBound(work, .minimum, .exclusiveMinimum, .minimum, .exclusiveMinimum)
      try writeOldBound(work, .maximum, .exclusiveMaximum, .maximum, .exclusiveMaximum)
    } else {
      writeBound(work, .minimum, .minimum)
      writeBound(work, .maximum, .maximum)
      writeBound(work, .exclusiveMinimum, .exclusiveMinimum)
      writeBound(work, .exclusiveMaximum, .exclusiveMaximum)
    }
    writeBound(work, .multipleOf, .multipleOf)
    writeBound(work, .divisibleBy, .multipleOf)
  }

  private mutating func writeBound(_ work: Work, _ keyword: Keyword, _ operation: Operation) {
    guard let node = value(keyword) else { return }
    emit(Instruction(operation, keyword, a: bound(work, node)), work, node)
  }

  private mutating func writeOldBound(
    _ work: Work, _ keyword: Keyword, _ modifier: Keyword, _ plain: Operation,
    _ exclusive: Operation
  ) throws(SchemaError) {
    guard let node = value(keyword) else {
      if let alone = value(modifier) {
        throw error(
          .invalidKeyword, work.source, alone,
          "\"\(modifier.rawValue)\" needs \"\(keyword.rawValue)\" beside it before draft 6")
      }
      return
    }
    let tape = sources[work.source].tape
    let isExclusive = value(modifier).map { tape.kind($0) == .true } ?? false
    emit(
      Instruction(isExclusive ? exclusive : plain, keyword, a: bound(work, node)), work, node)
  }

  private mutating func bound(_ work: Work, _ node: Int) -> UInt32 {
    parts.bounds.append(Bound(sources[work.source].tape, node))
    return UInt32(parts.bounds.count - 1)
  }

  /// A non-negative integer, held at a bound that no instance can reach.
  func limit(_ work: Work, _ node: Int) -> UInt32 {
    let number = NumberText(sources[work.source].tape.text(node))
    var value = 0
    number.forEachDigit { value = min(value * 10 + Int($0), Int(UInt32.max) - 1) }
    for _ in 0..<min(max(number.exponent, 0), 10) {
      value = min(value * 10, Int(UInt32.max) - 1)
    }
    return UInt32(value)
  }
}
