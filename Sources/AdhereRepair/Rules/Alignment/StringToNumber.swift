extension RuleDescription {
  /// Where the schema wants a number and the string is exactly one.
  static let stringToNumber = RuleDescription(
    id: "string-to-number", tier: .safe,
    summary: "reads a string as the number it spells",
    example: (
      "\"5\"",
      "5"
    ))
}
