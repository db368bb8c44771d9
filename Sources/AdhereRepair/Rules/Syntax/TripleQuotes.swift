extension RuleDescription {
  /// Python's long strings; line ends inside are kept.
  static let tripleQuotes = RuleDescription(
    id: "triple-quotes", tier: .lossless,
    summary: "reads a string in triple quotes",
    example: (
      "{\"a\":\"\"\"b\nc\"\"\"}",
      "{\"a\":\"b\\nc\"}"
    ))
}
