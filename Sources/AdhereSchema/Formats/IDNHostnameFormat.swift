extension Format {
  /// A host name whose labels may be in their Unicode form: RFC 5890 section 2.3.2.3.
  static func isIDNHostname(
    _ text: UnsafeBufferPointer<UInt8>, composed: Bool = true
  ) -> Bool {
    // A name has at most 253 octets as ASCII, and no code point takes fewer there.
    guard text.count <= 253 * 4 else { return false }
    var labels: [[UInt32]] = []
    var label: [UInt32] = []
    var octets = 0
    var index = 0
    while true {
      var scalar: UInt32?
      if index < text.count {
        guard let (next, length) = UTF8Text.decode(text, at: index, end: text.count) else {
          return false
        }
        scalar = next
        index += length
      }
      switch scalar {
      // RFC 3490 section 3.1 has these as dots.
      case nil, 0x2E, 0x3002, 0xFF0E, 0xFF61:
        guard let (known, count) = checked(label, composed) else { return false }
        labels.append(known)
        octets += count + 1
        label.removeAll(keepingCapacity: true)
        if scalar == nil { return octets - 1 <= 253 && BidiRule.admits(labels) }
      case let next?:
        label.append(next)
      }
    }
  }

  /// The label in its Unicode form and the octets of its ASCII form; nil where it is not valid.
  private static func checked(
    _ label: [UInt32], _ composed: Bool
  ) -> (label: [UInt32], octets: Int)? {
    guard !label.isEmpty, label.count <= 63 else { return nil }
    guard label.allSatisfy({ $0 < 0x80 }) else {
      guard IDNALabel.isULabel(label, composed: composed) else { return nil }
      let octets = Punycode.encode(label).count + 4
      return octets <= 63 ? (label, octets) : nil
    }
    let ascii = label.map { UInt8($0) }
    if ascii.withUnsafeBufferPointer({ isALabel($0, 0..<$0.count) }) {
      return IDNALabel.decode(ascii).map { ($0, ascii.count) }
    }
    guard !IDNALabel.hasMisplacedHyphen(label),
      ascii.allSatisfy({ $0.isAlphanumeric || $0 == UInt8(ascii: "-") })
    else { return nil }
    return (label, ascii.count)
  }
}
