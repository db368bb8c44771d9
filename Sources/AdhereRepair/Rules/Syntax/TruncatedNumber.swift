extension RuleDescription {
  /// Digits may be missing: the number is not certain.
  static let truncatedNumber = RuleDescription(
    id: "truncated-number", tier: .guess,
    summary: "drops the exponent of a number that was left without digits",
    example: (
      "[2e]",
      "[2]"
    ))
}
