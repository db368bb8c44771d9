extension RuleDescription {
  /// Two complete values side by side.
  static let missingComma = RuleDescription(
    id: "missing-comma", tier: .lossless,
    summary: "inserts a comma between two elements",
    example: (
      "[1 2]",
      "[1, 2]"
    ))
}
