extension RuleDescription {
  /// Where the schema wants a list or an object and forbids a string.
  static let parseString = RuleDescription(
    id: "parse-string", tier: .safe,
    summary: "reads a string as the JSON it holds",
    example: (
      "\"[1,2]\"",
      "[1,2]"
    ))
}
