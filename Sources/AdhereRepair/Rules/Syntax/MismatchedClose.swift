extension RuleDescription {
  /// The closing bracket of an outer value ends the inner ones; at the end of the text it
  /// stands for the right one.
  static let mismatchedClose = RuleDescription(
    id: "mismatched-close", tier: .lossless,
    summary: "mends a closing bracket of the wrong kind",
    example: (
      "[{\"a\":1]",
      "[{\"a\":1}]"
    ))
}
