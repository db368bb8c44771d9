internal import AdherePattern
internal import AdhereJSON

/// `minLength`, `maxLength`, `pattern`, `format`, `contentEncoding`, `contentMediaType`.
extension Compiler {
  mutating func writeStrings(_ work: Work, _ rules: DialectRules) throws(SchemaError) {
    if let node = value(.minLength) {
      emit(Instruction(.minLength, .minLength, a: limit(work, node)), work, node)
    }
    if let node = value(.maxLength) {
      emit(Instruction(.maxLength, .maxLength, a: limit(work, node)), work, node)
    }
    if let node = value(.pattern) {
      emit(Instruction(.pattern, .pattern, a: try pattern(work, node)), work, node)
    }
    if rules.assertsFormats, let node = value(.format) { try writeFormat(work, node, rules) }
    if options.assertContent ?? (rules.dialect == .draft7) { writeContent(work) }
  }

  /// The regular expression that the string or key at `node` spells.
  mutating func pattern(_ work: Work, _ node: Int) throws(SchemaError) -> UInt32 {
    let text = StringText.decode(sources[work.source].tape, node)
    if let known = patternIndices[text] { return known }
    do throws(PatternError) {
      let regex = try ECMARegex(text)
      parts.patterns.append(
        CompiledPattern(
          regex: .passRetained(regex), source: UInt32(work.source), node: UInt32(node)))
    } catch {
      throw self.error(
        .invalidPattern, work.source, node,
        "\"\(String(decoding: text, as: UTF8.self))\" is no regular expression of ECMA-262: \(error.message) (at byte \(error.offset) of the pattern)"
      )
    }
    let index = UInt32(parts.patterns.count - 1)
    patternIndices[text] = index
    return index
  }

  private mutating func writeFormat(
    _ work: Work, _ node: Int, _ rules: DialectRules
  ) throws(SchemaError) {
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
    parts.formats.append(CompiledFormat(format: format))
    emit(
      Instruction(.format, .format, a: UInt32(parts.formats.count - 1)), work, node)
  }
}

/// A format as the program holds it.
struct CompiledFormat {
  let format: Format
}
