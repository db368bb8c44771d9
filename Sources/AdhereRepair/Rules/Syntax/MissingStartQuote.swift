extension RuleDescription {
  /// Bare text that ends in a quote, where a string may end.
  static let missingStartQuote = RuleDescription(
    id: "missing-start-quote", tier: .guess,
    summary: "opens a string whose opening quote was lost",
    example: (
      "{a\":1,\"b\":c\"}",
      "{\"a\":1,\"b\":\"c\"}"
    ))
}
