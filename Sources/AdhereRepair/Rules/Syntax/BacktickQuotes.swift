extension RuleDescription {
  /// Template strings without placeholders.
  static let backtickQuotes = RuleDescription(
    id: "backtick-quotes", tier: .lossless,
    summary: "turns backticks around a string into double quotes",
    example: (
      "{\"a\":`b`}",
      "{\"a\":\"b\"}"
    ))
}
