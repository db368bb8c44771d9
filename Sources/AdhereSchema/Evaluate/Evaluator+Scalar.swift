import AdherePattern
internal import AdhereJSON

extension Evaluator {
  mutating func isMultiple(_ node: Int, of bound: Int) -> Bool {
    // Division takes the digits of both, times each other.
    let digits = Int(nodes[node].end &- nodes[node].start)
    if digits > 64 { steps &-= (digits &* digits) &>> 8 }
    let divisor = program.bounds[bound]
    if divisor.isSmall, divisor.small != 0, let value = tape.smallInteger(node) {
      return value % divisor.small == 0
    }
    switch ExactDivision.check(NumberText(tape.text(node)), divisor.exact) {
    case .multiple: return true
    case .notMultiple: return false
    case .tooCostly:
      meet(.division)
      return false
    }
  }

  /// minLength in code points; a string has at most as many as bytes, and at least a quarter
  /// (an escape of six bytes or two escapes of twelve stand for one).
  @inline(__always)
  func isAtLeast(_ node: Int, _ limit: UInt32) -> Bool {
    let n = nodes[node]
    let size = n.end &- n.start
    if size < limit { return false }
    if !n.hasEscapes, !n.hasNonASCII { return true }
    return StringText.length(tape, node) >= Int(limit)
  }

  @inline(__always)
  func isAtMost(_ node: Int, _ limit: UInt32) -> Bool {
    let n = nodes[node]
    if n.end &- n.start <= limit { return true }
    if !n.hasEscapes, !n.hasNonASCII { return false }
    return StringText.length(tape, node) <= Int(limit)
  }

  @inline(never)
  mutating func matches(_ node: Int, _ pattern: UInt32) -> Bool {
    if patternWork < 0 {
      meet(.patterns)
      return false
    }
    let regex = program.patterns[Int(pattern)].regex
    var work = 0
    let verdict = withDecoded(node) { text in
      regex._withUnsafeGuaranteedRef { $0.test(text, work: &work) }
    }
    patternWork &-= work
    switch verdict {
    case .match: return true
    case .noMatch: return false
    case .tooCostly:
      meet(.pattern(Int(pattern)))
      return false
    }
  }

  @inline(never)
  func hasFormat(_ node: Int, _ format: Int) -> Bool {
    withDecoded(node) { program.formats[format].accepts($0) }
  }

  @inline(never)
  func hasContent(_ node: Int, _ what: ContentCheck) -> Bool {
    withDecoded(node) { what.accepts($0) }
  }

  /// Runs `body` with the decoded string.
  @inline(__always)
  func withDecoded<Result>(
    _ node: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    if !nodes[node].hasEscapes { return body(tape.text(node)) }
    return StringText.decode(tape, node).withUnsafeBufferPointer { body($0) }
  }
}
