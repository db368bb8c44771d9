extension RuleDescription {
  /// Where no schema says what was wanted. Words that look like a misspelt literal stay unread.
  static let bareText = RuleDescription(
    id: "bare-text", tier: .guess,
    summary: "puts a text without any JSON in quotes",
    example: (
      "hello",
      "\"hello\""
    ))
}
