extension RuleDescription {
  /// A key and a value side by side.
  static let missingColon = RuleDescription(
    id: "missing-colon", tier: .lossless,
    summary: "inserts a colon after a key",
    example: (
      "{\"a\" 1}",
      "{\"a\": 1}"
    ))
}
