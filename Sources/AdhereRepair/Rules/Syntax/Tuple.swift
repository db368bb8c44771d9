extension RuleDescription {
  /// Values in parentheses, with a comma.
  static let tuple = RuleDescription(
    id: "tuple", tier: .lossless,
    summary: "turns a Python tuple into a list",
    example: (
      "(1, 2)",
      "[1, 2]"
    ))
}
