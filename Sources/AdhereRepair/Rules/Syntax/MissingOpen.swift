extension RuleDescription {
  /// A key with its colon stands in a list or at the beginning of the text.
  static let missingOpen = RuleDescription(
    id: "missing-open", tier: .guess,
    summary: "opens an object whose opening bracket was lost",
    example: (
      "[\"a\":1]",
      "[{\"a\":1}]"
    ))
}
