extension RuleDescription {
  /// Literal strings joined with +.
  static let stringConcatenation = RuleDescription(
    id: "string-concatenation", tier: .lossless,
    summary: "joins strings that are added",
    example: (
      "\"a\" + \"b\"",
      "\"ab\""
    ))
}
