internal import ECMARegex
internal import JSONText

extension Describer {
  mutating func checkType(
    _ block: Block, _ index: UInt32, _ node: Int, _ kind: Node.Kind
  ) -> Bool {
    if block.types >> kind.rawValue & 1 != 0 {
      guard kind == .number, block.flags & Block.integersOnly != 0,
        !evaluator.isInteger(node, block.flags)
      else { return true }
    }
    var origin = schema.blockOrigins[Int(index)]
    let source = schema.sources[Int(origin.source)].document.tape
    guard let type = source.member("type", of: Int(origin.object)) else {
      return emit(origin, "false schema", node, "boolean schema is false")
    }
    origin.value = UInt32(type)
    let names =
      source.kind(type) == .array
      ? source.children(of: type).map { text(source, $0) } : [text(source, type)]
    return emit(origin, "type", node, "must be " + names.joined(separator: ",")) {
      $0.key("type")
      $0.raw(source.source(type))
    }
  }

  mutating func checkNumber(_ pc: Int, _ i: Instruction, _ node: Int) -> Bool {
    let bound = program.bounds[Int(i.a)]
    let limit = value(pc)
    let sign: StaticString
    switch i.operation {
    case .minimum:
      if bound.compare(tape, node) >= 0 { return true }
      sign = ">="
    case .maximum:
      if bound.compare(tape, node) <= 0 { return true }
      sign = "<="
    case .exclusiveMinimum:
      if bound.compare(tape, node) > 0 { return true }
      sign = ">"
    case .exclusiveMaximum:
      if bound.compare(tape, node) < 0 { return true }
      sign = "<"
    default:
      evaluator.isUndecided = false
      if evaluator.isMultiple(node, i.a) { return true }
      if evaluator.isUndecided {
        return emit(pc, node, "is too long to be divided by \(shown(limit))") {
          $0.key(i.keyword.rawValue)
          $0.raw(limit)
          $0.key("limit")
          $0.int(MultipleOf.limit)
        }
      }
      return emit(pc, node, "must be multiple of \(shown(limit))") {
        $0.key(i.keyword.rawValue)
        $0.raw(limit)
      }
    }
    return emit(pc, node, "must be \(sign) \(shown(limit))") {
      $0.key("comparison")
      $0.string(sign.description)
      $0.key("limit")
      $0.raw(limit)
    }
  }

  mutating func checkString(_ pc: Int, _ i: Instruction, _ node: Int) -> Bool {
    switch i.operation {
    case .minLength: return checkCount(pc, i, node)
    case .maxLength: return checkCount(pc, i, node)
    case .pattern:
      evaluator.isUndecided = false
      if evaluator.matches(node, i.a) { return true }
      return patternViolation(program.origins[pc], node, "pattern", value(pc))
    case .format:
      if evaluator.hasFormat(node, i.a) { return true }
      let name = value(pc)
      return emit(pc, node, "must match format \(shown(name))") {
        $0.key("format")
        $0.raw(name)
      }
    default:
      if evaluator.hasContent(node, i.a) { return true }
      let name = value(pc)
      return emit(pc, node, "must be content of \(i.keyword.rawValue) \(shown(name))") {
        $0.key(i.keyword.rawValue)
        $0.raw(name)
      }
    }
  }

  /// A pattern that does not match, or that met its limit of work: then `params.limit` is there.
  mutating func patternViolation(
    _ origin: Origin, _ node: Int, _ keyword: String, _ pattern: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let tooCostly = evaluator.isUndecided
    evaluator.isUndecided = false
    let message =
      tooCostly
      ? "is too costly to match against pattern \(shown(pattern))"
      : "must match pattern \(shown(pattern))"
    return emit(origin, keyword, node, message) {
      $0.key("pattern")
      $0.raw(pattern)
      if tooCostly {
        $0.key("limit")
        $0.int(Int(ECMARegex.Options().matchLimit))
      }
    }
  }

  /// minLength, minItems, minProperties and their opposites.
  mutating func checkCount(_ pc: Int, _ i: Instruction, _ node: Int) -> Bool {
    let count: Int
    let noun: StaticString
    let isLeast: Bool
    switch i.operation {
    case .minLength, .maxLength:
      count = StringText.length(tape, node)
      noun = "characters"
      isLeast = i.operation == .minLength
    case .minItems, .maxItems:
      count = tape.count(of: node)
      noun = "items"
      isLeast = i.operation == .minItems
    default:
      count = tape.count(of: node)
      noun = "properties"
      isLeast = i.operation == .minProperties
    }
    if isLeast ? count >= Int(i.a) : count <= Int(i.a) { return true }
    let limit = value(pc)
    let what = isLeast ? "fewer" : "more"
    return emit(pc, node, "must NOT have \(what) than \(shown(limit)) \(noun)") {
      $0.key("limit")
      $0.raw(limit)
    }
  }

  mutating func checkValue(_ pc: Int, _ i: Instruction, _ node: Int) -> Bool {
    if program.contains(i.a, tape, node) { return true }
    let allowed = value(pc)
    if i.operation == .constant {
      return emit(pc, node, "must be equal to constant") {
        $0.key("allowedValue")
        $0.raw(allowed)
      }
    }
    return emit(pc, node, "must be equal to one of the allowed values") {
      $0.key("allowedValues")
      $0.raw(allowed)
    }
  }

  // MARK: - Text

  /// The keyword's value as the schema writes it.
  func value(_ pc: Int) -> UnsafeBufferPointer<UInt8> {
    let origin = program.origins[pc]
    return schema.sources[Int(origin.source)].document.tape.source(Int(origin.value))
  }

  func shown(_ json: UnsafeBufferPointer<UInt8>) -> String {
    String(decoding: json, as: UTF8.self)
  }

  func text(_ tape: Tape, _ node: Int) -> String {
    String(decoding: StringText.decode(tape, node), as: UTF8.self)
  }
}
