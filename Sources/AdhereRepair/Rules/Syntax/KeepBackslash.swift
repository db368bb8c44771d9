extension RuleDescription {
  /// The backslash is kept, as in paths and patterns; dropping it would lose a byte.
  static let keepBackslash = RuleDescription(
    id: "keep-backslash", tier: .safe,
    summary: "escapes a backslash that begins no escape",
    example: (
      "{\"a\":\"C:\\dir\"}",
      "{\"a\":\"C:\\\\dir\"}"
    ))
}
