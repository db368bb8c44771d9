internal import AdhereBytes

/// Validity of one label of a domain name under IDNA2008 (RFC 5891 section 4.2).
enum IDNALabel {
  /// The Unicode form of an A-label, `xn--` included; nil where it is not a valid one.
  static func decode(_ ascii: [UInt8]) -> [UInt32]? {
    let lower = ascii.map { $0.isLetter ? $0 | 0x20 : $0 }
    guard lower.count > 4, lower.count <= 63, lower.last != UInt8(ascii: "-"),
      let label = Punycode.decode(lower[4...]),
      // What is all ASCII, or has another spelling, is no A-label.
      label.contains(where: { $0 >= 0x80 }), Punycode.encode(label).elementsEqual(lower[4...]),
      isULabel(label)
    else { return nil }
    return label
  }

  /// Whether `label`, which is not all ASCII, is valid but for its length and for the rule that
  /// concerns the whole domain name (see ``BidiRule``).
  ///
  /// - Parameter composed: whether it has to be in normalisation form C, which an address of mail
  ///   need not be as it is written.
  static func isULabel(_ label: [UInt32], composed: Bool = true) -> Bool {
    guard let first = label.first, !hasMisplacedHyphen(label), !isMark(first) else { return false }
    for (index, scalar) in label.enumerated() where IDNAData.valid.find(scalar) == nil {
      guard ContextRule.admits(label, at: index) else { return false }
    }
    return !composed || isComposed(label)
  }

  /// A hyphen at either end, or two in the third and fourth place.
  static func hasMisplacedHyphen(_ label: [UInt32]) -> Bool {
    label.first == 0x2D || label.last == 0x2D
      || (label.count >= 4 && label[2] == 0x2D && label[3] == 0x2D)
  }

  private static func isMark(_ scalar: UInt32) -> Bool {
    switch Unicode.Scalar(scalar)?.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    default: IDNAData.bidi.find(scalar) == UInt8(ascii: "M")
    }
  }

  /// Whether the label is in normalisation form C, given that each code point is.
  private static func isComposed(_ label: [UInt32]) -> Bool {
    var starter: UInt32?
    var before: UInt8 = 0
    for (index, scalar) in label.enumerated() {
      let order = combiningClass(scalar)
      if order != 0, before > order { return false }
      let isBlocked = index > 0 && before >= order && before != 0
      if let starter, !isBlocked,
        IDNAData.compositions.contains(UInt64(starter) << 32 | UInt64(scalar))
      {
        return false
      }
      if order == 0 { starter = scalar }
      before = order
    }
    return true
  }

  static func combiningClass(_ scalar: UInt32) -> UInt8 {
    Unicode.Scalar(scalar)?.properties.canonicalCombiningClass.rawValue ?? 0
  }
}
