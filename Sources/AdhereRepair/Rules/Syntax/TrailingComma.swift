extension RuleDescription {
  /// A comma that no element follows.
  static let trailingComma = RuleDescription(
    id: "trailing-comma", tier: .lossless,
    summary: "drops a comma before a closing bracket",
    example: (
      "[1,]",
      "[1]"
    ))
}
