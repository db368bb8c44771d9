internal import AdhereBytes

/// A character class that can be asked about one code point, properties included.
struct MemberSet: Sendable {
  private let points: CodePointSet
  private let properties: [(test: PropertyTest, negated: Bool)]
  private let negated: Bool

  init(_ set: CharacterClass) {
    points = set.points
    properties = set.properties.map { (PropertyTest($0.property), $0.negated) }
    negated = set.negated
    (low, high) = (0, 0)
    let words = (UInt32(0)..<128).reduce(into: (low: UInt64(0), high: UInt64(0))) { words, scalar in
      guard find(scalar) else { return }
      if scalar < 64 {
        words.low |= 1 << UInt64(scalar)
      } else {
        words.high |= 1 << UInt64(scalar - 64)
      }
    }
    (low, high) = words
  }

  /// Members below 64 and from 64 to 127, as bits.
  private var low: UInt64
  private var high: UInt64

  @inline(__always)
  func contains(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 {
      return (scalar < 64 ? low : high) &>> UInt64(scalar & 63) & 1 != 0
    }
    return find(scalar)
  }

  private func find(_ scalar: UInt32) -> Bool {
    if points.contains(scalar) { return !negated }
    for property in properties where property.test.contains(scalar) != property.negated {
      return !negated
    }
    return negated
  }
}

/// Asks PCRE2's tables about a property, so that both engines know the same Unicode.
private struct PropertyTest: Sendable {
  private let property: UnicodeProperty
  /// Nil where PCRE2 does not know the property.
  private let program: PCRE2Program?

  init(_ property: UnicodeProperty) {
    self.property = property
    program = PCRE2Program(
      Array(property.pcre2(negated: false).utf8), ascii: false, limits: .init())
  }

  func contains(_ scalar: UInt32) -> Bool {
    if scalar & 0x1FF800 == 0xD800 { return containsSurrogates }
    guard let program else {
      switch property {
      case .binary("Changes_When_NFKC_Casefolded"), .binary("CWKCF"):
        return Unicode.Scalar(scalar)?.properties.changesWhenNFKCCaseFolded ?? false
      default: return false
      }
    }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4) { buffer in
      var count = 0
      UTF8Sequence.encode(scalar) { byte in
        buffer[count] = byte
        count += 1
      }
      return program.test(UnsafeBufferPointer(rebasing: buffer[..<count])) == .match
    }
  }

  private var containsSurrogates: Bool {
    switch property {
    case .any, .assigned, .generalCategory("Cs"), .generalCategory("C"): true
    case .script("Unknown"), .script("Zzzz"), .scriptExtensions("Unknown"),
      .scriptExtensions("Zzzz"):
      true
    default: false
    }
  }
}
