extension RuleDescription {
  /// A quote ends a string only where what follows could follow a string there; another one is
  /// part of the text. Apostrophes between letters always are.
  static let innerQuotes = RuleDescription(
    id: "inner-quotes", tier: .safe,
    summary: "escapes a quote that belongs to the text",
    example: (
      "{\"a\":\"say \"hi\" now\"}",
      "{\"a\":\"say \\\"hi\\\" now\"}"
    ))
}
