extension RuleDescription {
  /// Escapes of Python and JavaScript with an exact counterpart in JSON.
  static let foreignEscape = RuleDescription(
    id: "foreign-escape", tier: .lossless,
    summary: "writes \\x escapes as \\u escapes",
    example: (
      "{\"a\":\"\\x41\"}",
      "{\"a\":\"\\u0041\"}"
    ))
}
