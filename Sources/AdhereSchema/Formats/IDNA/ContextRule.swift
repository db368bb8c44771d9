/// The contextual rules of RFC 5892 appendix A, for code points that are valid in some places only.
enum ContextRule {
  /// Whether the code point at `index`, which is not valid everywhere, is valid there.
  static func admits(_ label: [UInt32], at index: Int) -> Bool {
    let before = index > 0 ? label[index - 1] : nil
    let after = index + 1 < label.count ? label[index + 1] : nil
    switch label[index] {
    case 0x200C:  // ZERO WIDTH NON-JOINER
      return isVirama(before) || joins(label, around: index)
    case 0x200D:  // ZERO WIDTH JOINER
      return isVirama(before)
    case 0xB7:  // MIDDLE DOT
      return before == 0x6C && after == 0x6C
    case 0x375:  // GREEK LOWER NUMERAL SIGN
      return isScript("G", after)
    case 0x5F3, 0x5F4:  // HEBREW PUNCTUATION GERESH, GERSHAYIM
      return isScript("B", before)
    case 0x30FB:  // KATAKANA MIDDLE DOT
      return label.contains { isScript("H", $0) || isScript("I", $0) || isScript("K", $0) }
    case 0x660...0x669:  // ARABIC-INDIC DIGITS
      return !label.contains { $0 >= 0x6F0 && $0 <= 0x6F9 }
    case 0x6F0...0x6F9:  // EXTENDED ARABIC-INDIC DIGITS
      return !label.contains { $0 >= 0x660 && $0 <= 0x669 }
    default: return false
    }
  }

  private static func isVirama(_ scalar: UInt32?) -> Bool {
    guard let scalar else { return false }
    return IDNALabel.combiningClass(scalar) == 9
  }

  private static func isScript(_ letter: Unicode.Scalar, _ scalar: UInt32?) -> Bool {
    guard let scalar else { return false }
    return IDNAData.scripts.find(scalar) == UInt8(ascii: letter)
  }

  /// Whether letters that join stand on both sides, transparent marks disregarded.
  private static func joins(_ label: [UInt32], around index: Int) -> Bool {
    func nearest(_ indices: some Sequence<Int>) -> UInt8? {
      for each in indices {
        let joining = IDNAData.joining.find(label[each])
        if joining != UInt8(ascii: "T") { return joining }
      }
      return nil
    }
    let left = nearest((0..<index).reversed())
    let right = nearest(index + 1..<label.count)
    return (left == UInt8(ascii: "L") || left == UInt8(ascii: "D"))
      && (right == UInt8(ascii: "R") || right == UInt8(ascii: "D"))
  }
}
