/// `{"a":1}\n{"a":2}` as one list: values with nothing but commas and line ends between them.
enum DocumentList {
  /// The list of all candidates; nil where other text is in the output, or a separator is
  /// missing.
  ///
  /// - Parameter anyText: the schema wants a list and nothing else: then other text may be
  ///   between the values, and is left out.
  static func candidate(
    _ reading: JSONReading, _ raw: UnsafeBufferPointer<UInt8>, anyText: Bool = false
  ) -> (changes: [Change], json: [UInt8])? {
    let parts = reading.candidates
    guard parts.count >= 2, parts.count < 32, let first = parts.first, let last = parts.last,
      !last.isTruncated,
      anyText
        || isBlank(raw, 0, first.span.lowerBound) && isBlank(raw, last.span.upperBound, raw.count)
    else { return nil }
    var changes: [Change] = []
    let prose = anyText ? RuleSet(.stripProse) : RuleSet()
    changes.append(
      Change(0, first.span.lowerBound, Text.openSquare, .listDocuments, with: prose))
    for (i, part) in parts.enumerated() {
      if part.isEmpty { return nil }
      if i > 0 {
        let gap = parts[i - 1].span.upperBound..<part.span.lowerBound
        guard anyText || separates(raw, gap) else { return nil }
        changes.append(
          Change(gap.lowerBound, gap.upperBound, Text.comma, .listDocuments, with: prose))
      }
      changes += part.own
    }
    changes.append(
      Change(last.span.upperBound, raw.count, Text.closeSquare, .listDocuments, with: prose))
    return (changes, Changes.apply(changes, to: raw))
  }

  private static func isBlank(
    _ raw: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Bool {
    raw[start..<end].allSatisfy { $0 <= 0x20 }
  }

  /// One comma, or at least one line end, and nothing but spaces beside.
  private static func separates(_ raw: UnsafeBufferPointer<UInt8>, _ gap: Range<Int>) -> Bool {
    var commas = 0
    var lines = 0
    for b in raw[gap] {
      switch b {
      case UInt8(ascii: ","): commas += 1
      case 0x0A: lines += 1
      case 0x20, 0x0D, 0x09: break
      default: return false
      }
    }
    return commas == 1 || commas == 0 && lines > 0
  }
}
