extension RuleDescription {
  /// A quote right behind a number and before a comma or closing bracket has no partner.
  static let strayQuote = RuleDescription(
    id: "stray-quote", tier: .safe,
    summary: "drops a quote behind a number",
    example: (
      "{\"a\":1\"}",
      "{\"a\":1}"
    ))
}
