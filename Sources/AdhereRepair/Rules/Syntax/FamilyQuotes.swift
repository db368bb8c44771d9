extension RuleDescription {
  /// Gemma's `<|"|>` and `<escape>`. What stands between them is text as it is, backslashes
  /// included.
  static let familyQuotes = RuleDescription(
    id: "family-quotes", tier: .lossless,
    summary: "turns a model family's own string marks into quotes",
    example: (
      "{a:<|\"|>b<|\"|>}",
      "{\"a\":\"b\"}"
    ))
}
