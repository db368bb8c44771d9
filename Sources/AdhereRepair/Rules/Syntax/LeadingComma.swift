extension RuleDescription {
  /// A comma that no element precedes.
  static let leadingComma = RuleDescription(
    id: "leading-comma", tier: .lossless,
    summary: "drops a comma before the first element",
    example: (
      "[,1]",
      "[1]"
    ))
}
