extension RuleDescription {
  /// A single value in parentheses is that value.
  static let parentheses = RuleDescription(
    id: "parentheses", tier: .lossless,
    summary: "drops parentheses around one value",
    example: (
      "(1)",
      "1"
    ))
}
