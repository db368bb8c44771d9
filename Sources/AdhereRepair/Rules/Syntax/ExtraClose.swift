extension RuleDescription {
  /// A closing bracket for which nothing is open.
  static let extraClose = RuleDescription(
    id: "extra-close", tier: .lossless,
    summary: "drops a closing bracket too many",
    example: (
      "{\"a\":1}}",
      "{\"a\":1}"
    ))
}
