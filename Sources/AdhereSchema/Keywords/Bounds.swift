internal import AdhereJSON

extension KeywordShape {
  static let bound = KeywordShape(.number)
  /// Up to draft 4 a boolean beside the bound.
  static let exclusiveBound = KeywordShape(.boolean, to: .draft4).then(.number)
}

/// `minimum`, `maximum`, `exclusiveMinimum`, `exclusiveMaximum` (2020-12 validation, sections 6.2.2
/// to 6.2.5).
extension Compiler {
  mutating func writeBounds(_ work: Work, _ rules: DialectRules) throws(SchemaError) {
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
  }

  mutating func writeBound(_ work: Work, _ keyword: Keyword, _ operation: Operation) {
    guard let node = value(keyword) else { return }
    emit(Instruction(operation, keyword, bound: bound(work, node)), work, node)
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
    let operation = isExclusive ? exclusive : plain
    emit(Instruction(operation, keyword, bound: bound(work, node)), work, node)
  }

  private mutating func bound(_ work: Work, _ node: Int) -> UInt32 {
    parts.bounds.append(Bound(sources[work.source].tape, node))
    return UInt32(parts.bounds.count - 1)
  }
}

extension Describer {
  mutating func bound(_ pc: Int, _ i: Instruction, _ node: Int) -> Bool {
    let order = program.bounds[i.bound].compare(tape, node)
    switch i.operation {
    case .minimum: return order >= 0 || emit(pc, .minimum, node)
    case .maximum: return order <= 0 || emit(pc, .maximum, node)
    case .exclusiveMinimum: return order > 0 || emit(pc, .exclusiveMinimum, node)
    default: return order < 0 || emit(pc, .exclusiveMaximum, node)
    }
  }
}
