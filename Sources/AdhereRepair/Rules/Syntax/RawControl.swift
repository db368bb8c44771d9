extension RuleDescription {
  /// Line ends, tabs and other control characters inside a string.
  static let rawControl = RuleDescription(
    id: "raw-control", tier: .lossless,
    summary: "escapes a raw control character in a string",
    example: (
      "{\"a\":\"b␊c\"}",
      "{\"a\":\"b\\nc\"}"
    ))
}
