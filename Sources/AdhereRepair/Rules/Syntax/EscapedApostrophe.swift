extension RuleDescription {
  /// An escape that Python knows and JSON does not.
  static let escapedApostrophe = RuleDescription(
    id: "escaped-apostrophe", tier: .lossless,
    summary: "drops the backslash before an apostrophe",
    example: (
      "{\"a\":\"it\\'s\"}",
      "{\"a\":\"it's\"}"
    ))
}
