import AdhereBytes

/// Values that are spelled alike: in another case, or with other signs between their words.
enum ValueSpelling {
  /// Whether two values differ in spelling alone. Where one parts its words the other does too:
  /// `not able` is not `notable`, but `north-east`, `North_East` and `northEast` are one.
  static func isAlike(_ first: [UInt8], _ second: [UInt8]) -> Bool {
    let (a, b) = (first.trimmed, second.trimmed)
    if a == b { return true }
    guard !a.isEmpty, !b.isEmpty, a.map(\.asciiLowercased) == b.map(\.asciiLowercased) else {
      return parted(a, humps: false) == parted(b, humps: false)
        || parted(a, humps: true) == parted(b, humps: true)
    }
    return !isUnit(a, b) && !isUnit(b, a)
  }

  /// What is left of a value without case and without the signs between its words: values that
  /// leave the same are rivals, whichever of them a text is spelled like.
  static func rival(_ value: [UInt8]) -> [UInt8] {
    let value = value.trimmed
    var out: [UInt8] = []
    for (i, b) in value.enumerated() {
      switch b {
      case UInt8(ascii: "_"), UInt8(ascii: "-"), 0x20:
        let parts = i > 0 && i + 1 < value.count && ByteClass.isWordOrBeyondASCII(value[i - 1])
        if !parts { out.append(b) }
      default: out.append(b.asciiLowercased)
      }
    }
    return out
  }

  /// Whether two short words are symbols in which case counts: `mW` and `MW`, `Pa` and `PA`.
  private static func isUnit(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    guard a.count <= 3 else { return false }
    let capitals = a.map { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") }
    guard capitals.contains(true), !capitals.allSatisfy({ $0 }) else { return false }
    // Low and LOW are a word, as it begins a sentence or a heading.
    if capitals[0], !capitals[1...].contains(true) {
      return a.count < 3 && b.allSatisfy { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") }
    }
    return true
  }

  /// A value in small letters, with one sign for whatever parts two words: a space, a dash, an
  /// underscore or, where those are none, a hump. Between digits they stay: `10-4` is not `10 4`.
  private static func parted(_ value: [UInt8], humps: Bool) -> [UInt8] {
    var out: [UInt8] = []
    func isLetter(_ i: Int) -> Bool {
      value.indices.contains(i)
        && (value[i] | 0x20 >= 0x61 && value[i] | 0x20 <= 0x7A
          || value[i] >= 0x80)
    }
    func isWord(_ i: Int) -> Bool {
      isLetter(i) || value.indices.contains(i) && value[i].isDigit
    }
    for (i, b) in value.enumerated() {
      switch b {
      case UInt8(ascii: "_"), UInt8(ascii: "-"), 0x20:
        let parts = isWord(i - 1) && isWord(i + 1) && (isLetter(i - 1) || isLetter(i + 1))
        out.append(parts ? 0x20 : b)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        if humps, i > 0, value[i - 1] >= 0x61, value[i - 1] <= 0x7A { out.append(0x20) }
        out.append(b | 0x20)
      default: out.append(b)
      }
    }
    return out
  }
}
