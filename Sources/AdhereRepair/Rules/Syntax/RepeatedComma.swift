extension RuleDescription {
  /// Two commas with nothing between them.
  static let repeatedComma = RuleDescription(
    id: "repeated-comma", tier: .lossless,
    summary: "drops a repeated comma",
    example: (
      "[1,,2]",
      "[1,2]"
    ))
}
