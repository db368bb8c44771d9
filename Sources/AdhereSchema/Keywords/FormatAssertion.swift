internal import AdhereJSON

extension KeywordShape {
  static let format = KeywordShape(.string)
}

/// `format` (2020-12 validation, section 7), compiled only where it is an assertion.
extension Compiler {
  mutating func writeFormat(_ work: Work, _ rules: DialectRules) throws(SchemaError) {
    guard rules.assertsFormats, let node = value(.format) else { return }
    let name = StringText.decode(sources[work.source].tape, node)
    guard let format = Format.named(name, dialect: rules.dialect) else {
      if rules.dialect == .v1, !options.lenient {
        throw error(
          .unknownFormat, work.source, node,
          "draft v1 asserts formats, and \"\(String(decoding: name, as: UTF8.self))\" is none of them: remove it"
        )
      }
      return
    }
    parts.formats.append(format)
    emit(Instruction(format: UInt32(parts.formats.count - 1)), work, node)
  }
}

extension Describer {
  mutating func format(_ pc: Int, _ i: Instruction, _ node: Int) -> Bool {
    evaluator.hasFormat(node, i.format) || emit(pc, .format, node)
  }
}

extension OutputWalk {
  /// `format` and the content keywords: annotations, and assertions where they were compiled.
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
