extension RuleDescription {
  /// A key and a colon, and then the member ends.
  static let missingValue = RuleDescription(
    id: "missing-value", tier: .guess,
    summary: "reads a value that was left out as null",
    example: (
      "{\"a\":}",
      "{\"a\":null}"
    ))
}
