extension RuleDescription {
  /// Text before and after the answer, where just one value or one run of calls can be the
  /// answer. What is left out stands in the account.
  static let stripProse = RuleDescription(
    id: "strip-prose", tier: .lossless,
    summary: "leaves out text around the only candidate",
    example: (
      "Here: {\"a\":1}. Done.",
      "{\"a\":1}"
    ))
}
