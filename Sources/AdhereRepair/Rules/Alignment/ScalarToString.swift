extension RuleDescription {
  /// Where the schema wants a string. The digits stay as they were written.
  static let scalarToString = RuleDescription(
    id: "scalar-to-string", tier: .safe,
    summary: "puts a number or boolean in quotes",
    example: (
      "5",
      "\"5\""
    ))
}
