internal import AdhereJSON

extension Describer {
  mutating func checkNumber(_ pc: Int, _ i: Instruction, _ node: Int) -> Bool {
    let bound = program.bounds[Int(i.a)]
    switch i.operation {
    case .minimum: return bound.compare(tape, node) >= 0 || emit(pc, .minimum, node)
    case .maximum: return bound.compare(tape, node) <= 0 || emit(pc, .maximum, node)
    case .exclusiveMinimum:
      return bound.compare(tape, node) > 0 || emit(pc, .exclusiveMinimum, node)
    case .exclusiveMaximum:
      return bound.compare(tape, node) < 0 || emit(pc, .exclusiveMaximum, node)
    default:
      if evaluator.isMultiple(node, i.a) { return true }
      return emit(pc, takeUndecided() ? .longMultipleOf : .multipleOf, node)
    }
  }

  mutating func checkString(_ pc: Int, _ i: Instruction, _ node: Int) -> Bool {
    switch i.operation {
    case .pattern:
      if evaluator.matches(node, i.a) { return true }
      return emit(pc, takeUndecided() ? .costlyPattern : .pattern, node, Int(i.a))
    case .format: return evaluator.hasFormat(node, i.a) || emit(pc, .format, node)
    default: return evaluator.hasContent(node, i.a) || emit(pc, .content, node)
    }
  }

  /// Whether the last check met a limit of work; the violation that follows says so.
  mutating func takeUndecided() -> Bool {
    defer { evaluator.isUndecided = false }
    return evaluator.isUndecided
  }

  /// minLength, minItems, minProperties and their opposites.
  mutating func checkCount(_ pc: Int, _ i: Instruction, _ node: Int) -> Bool {
    let isLength = i.operation == .minLength || i.operation == .maxLength
    let count = isLength ? StringText.length(tape, node) : tape.count(of: node)
    switch i.operation {
    case .minLength, .minItems, .minProperties:
      return count >= Int(i.a) || emit(pc, .fewer, node)
    default: return count <= Int(i.a) || emit(pc, .more, node)
    }
  }
}
