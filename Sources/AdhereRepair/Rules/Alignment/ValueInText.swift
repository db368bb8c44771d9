extension RuleDescription {
  /// Where the schema wants a boolean, a number or one of a few words, and the text names
  /// exactly one of them.
  static let valueInText = RuleDescription(
    id: "value-in-text", tier: .guess,
    summary: "picks the one value that a sentence names",
    example: (
      "The answer is True.",
      "true"
    ))
}
