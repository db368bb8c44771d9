extension RuleDescription {
  /// Where the schema wants a boolean and the string says true or false, in any case.
  static let stringToBoolean = RuleDescription(
    id: "string-to-boolean", tier: .safe,
    summary: "reads a string as true or false",
    example: (
      "\"True\"",
      "true"
    ))
}
