internal import AdhereJSON
internal import AdherePattern

extension KeywordShape {
  static let pattern = KeywordShape(.string)
}

/// `pattern` (2020-12 validation, section 6.3.3).
extension Compiler {
  mutating func writePattern(_ work: Work) throws(SchemaError) {
    guard let node = value(.pattern) else { return }
    emit(Instruction(pattern: try pattern(work, node)), work, node)
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
        "\(describe(sources[work.source].tape, node)) is no regular expression of ECMA-262: \(error.message) (at byte \(error.offset) of the pattern)"
      )
    }
    let index = UInt32(parts.patterns.count - 1)
    patternIndices[text] = index
    return index
  }
}

extension Describer {
  mutating func pattern(_ pc: Int, _ i: Instruction, _ node: Int) -> Bool {
    evaluator.matches(node, i.pattern) || emit(pc, .pattern(Int(i.pattern)), node)
  }
}
