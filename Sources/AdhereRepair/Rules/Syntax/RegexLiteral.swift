extension RuleDescription {
  /// JavaScript's regular expressions; the slashes and flags stay in the text.
  static let regexLiteral = RuleDescription(
    id: "regex-literal", tier: .guess,
    summary: "puts a pattern between slashes in quotes",
    example: (
      "{\"a\":/b+/i}",
      "{\"a\":\"/b+/i\"}"
    ))
}
