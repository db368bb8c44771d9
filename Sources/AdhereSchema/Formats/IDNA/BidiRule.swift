/// The Bidi rule, RFC 5893 section 2: how labels may mix directions of writing.
enum BidiRule {
  /// Whether the labels of one domain name, in their Unicode forms, keep the rule. It binds every
  /// label as soon as one of them is written from right to left.
  static func admits(_ labels: [[UInt32]]) -> Bool {
    let classes = labels.map { $0.map(bidiClass) }
    guard classes.contains(where: { $0.contains { isOneOf($0, "RAN") } }) else { return true }
    return classes.allSatisfy(keepsRule)
  }

  private static func keepsRule(_ classes: [UInt8]) -> Bool {
    guard let first = classes.first,
      let last = classes.last(where: { $0 != UInt8(ascii: "M") })
    else { return false }
    if isOneOf(first, "RA") {
      return classes.allSatisfy { isOneOf($0, "RANESCTOBM") } && isOneOf(last, "RAEN")
        && !(classes.contains(UInt8(ascii: "E")) && classes.contains(UInt8(ascii: "N")))
    }
    return first == UInt8(ascii: "L") && classes.allSatisfy { isOneOf($0, "LESCTOBM") }
      && isOneOf(last, "LE")
  }

  private static func bidiClass(_ scalar: UInt32) -> UInt8 {
    IDNAData.bidi.find(scalar) ?? UInt8(ascii: "L")
  }

  private static func isOneOf(_ letter: UInt8, _ letters: StaticString) -> Bool {
    for index in 0..<letters.utf8CodeUnitCount where letters.utf8Start[index] == letter {
      return true
    }
    return false
  }
}
