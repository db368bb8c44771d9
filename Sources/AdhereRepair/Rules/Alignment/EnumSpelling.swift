extension RuleDescription {
  /// Where just one allowed value differs in case, spaces, dashes or underscores alone.
  static let enumSpelling = RuleDescription(
    id: "enum-spelling", tier: .safe,
    summary: "spells an enumerated value as the schema does",
    example: (
      "\"Celsius\"",
      "\"celsius\""
    ))
}
