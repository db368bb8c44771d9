extension RuleDescription {
  /// The text was cut off; what is missing is not known.
  static let closeTruncated = RuleDescription(
    id: "close-truncated", tier: .guess,
    summary: "closes what the text left open",
    example: (
      "[{\"a\":1",
      "[{\"a\":1}]"
    ))
}
