internal import AdhereBytes

/// Asks PCRE2's tables about a property, so that both engines know the same Unicode.
struct PropertyTest: Sendable {
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
      return program.test(UnsafeBufferPointer(rebasing: buffer[..<count]), steps: 100) == .match
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
