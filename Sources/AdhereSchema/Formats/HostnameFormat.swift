extension Format {
  /// A host name of RFC 1123 section 2.1: labels of letters, digits and inner hyphens.
  ///
  /// - Parameter withALabels: whether a label that begins with `xn--` must be a valid one of
  ///   RFC 5890, as from draft 7 on.
  static func isHostname(
    _ text: UnsafeBufferPointer<UInt8>, withALabels: Bool
  ) -> Bool {
    guard text.count >= 1, text.count <= 253 else { return false }
    var hasALabel = false
    var start = 0
    for index in 0...text.count where index == text.count || text[index] == UInt8(ascii: ".") {
      guard isLabel(text, start..<index) else { return false }
      hasALabel = hasALabel || isALabel(text, start..<index)
      start = index + 1
    }
    guard withALabels, hasALabel else { return true }
    var labels: [[UInt32]] = []
    for part in text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
      if isALabel(text, part.startIndex..<part.endIndex) {
        guard let label = IDNALabel.decode(Array(part)) else { return false }
        labels.append(label)
      } else {
        labels.append(part.map(UInt32.init))
      }
    }
    return BidiRule.admits(labels)
  }

  /// Up to 63 letters, digits and hyphens, with no hyphen at either end.
  private static func isLabel(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Bool {
    guard range.count >= 1, range.count <= 63, text[range.lowerBound] != UInt8(ascii: "-"),
      text[range.upperBound - 1] != UInt8(ascii: "-")
    else { return false }
    for index in range where !text[index].isAlphanumeric && text[index] != UInt8(ascii: "-") {
      return false
    }
    return true
  }

  /// Whether the label begins with `xn--`.
  static func isALabel(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    let start = range.lowerBound
    return range.count >= 4 && text[start] | 0x20 == UInt8(ascii: "x")
      && text[start + 1] | 0x20 == UInt8(ascii: "n") && text[start + 2] == UInt8(ascii: "-")
      && text[start + 3] == UInt8(ascii: "-")
  }
}
