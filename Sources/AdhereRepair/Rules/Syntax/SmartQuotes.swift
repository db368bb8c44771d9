extension RuleDescription {
  /// Pairs of curly quotes as delimiters; inside other strings they are text.
  static let smartQuotes = RuleDescription(
    id: "smart-quotes", tier: .lossless,
    summary: "turns typographic quotes into double ones",
    example: (
      "{“a”:1}",
      "{\"a\":1}"
    ))
}
