extension RuleDescription {
  /// JSON has no such numbers.
  static let nonFinite = RuleDescription(
    id: "non-finite", tier: .guess,
    summary: "reads NaN and Infinity as null",
    example: (
      "[NaN]",
      "[null]"
    ))
}
