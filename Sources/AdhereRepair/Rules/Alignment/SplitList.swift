extension RuleDescription {
  /// Where the schema wants a list of a few allowed words, and each part is one of them.
  static let splitList = RuleDescription(
    id: "split-list", tier: .safe,
    summary: "splits words with commas between them into a list",
    example: (
      "{\"a\":\"x, y\"}",
      "{\"a\":[\"x\",\"y\"]}"
    ))
}
