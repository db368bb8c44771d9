extension RuleSet {
  /// Rules that mend marks rather than read another notation.
  static let mending = RuleSet([
    .leadingComma, .repeatedComma, .missingComma, .missingColon, .missingValue, .innerQuotes,
    .strayQuote, .missingEndQuote, .missingStartQuote, .mismatchedClose, .extraClose, .earlyClose,
    .missingClose, .missingOpen,
  ])

  /// Mends that the tolerant reader makes by what stands around a mark, as often as need be.
  private static let plainMending = RuleSet([
    .leadingComma, .repeatedComma, .missingComma, .missingColon, .innerQuotes, .mismatchedClose,
    .extraClose, .strayQuote, .missingValue,
  ])

  /// Whether marks were mended that another reading may mend otherwise.
  var needsRivals: Bool {
    bits & RuleSet.mending.bits & ~RuleSet.plainMending.bits != 0
  }

  func intersects(_ other: RuleSet) -> Bool { bits & other.bits != 0 }
}

extension Changes {
  /// Edits that the search for the nearest reading makes at most.
  private static let searched = 2

  /// Whether the tolerant reader mends marks as the search for the nearest reading could have, and
  /// did not: then its reading is too far from the text.
  static func isTooFar(_ changes: [Change], _ used: RuleSet) -> Bool {
    // A value that was left out the search never makes up.
    guard used.intersects(.mending), !used.contains(.missingValue) else { return false }
    return changes.count { $0.rules.intersects(.mending) } <= searched
  }
}
