extension RuleDescription {
  /// Where the schema allows null and no string.
  static let nullWord = RuleDescription(
    id: "null-word", tier: .safe,
    summary: "reads a string that says null as null",
    example: (
      "\"None\"",
      "null"
    ))
}
