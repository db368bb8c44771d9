extension RuleDescription {
  /// Where an unknown key differs from just one missing property in case, dashes or underscores
  /// alone.
  static let keySpelling = RuleDescription(
    id: "key-spelling", tier: .safe,
    summary: "spells a key as the schema does",
    example: (
      "{\"userName\":1}",
      "{\"user_name\":1}"
    ))
}
