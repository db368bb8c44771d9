extension RuleDescription {
  /// Where the schema wants a list and the value fits its elements.
  static let scalarToList = RuleDescription(
    id: "scalar-to-list", tier: .safe,
    summary: "makes a list of one value",
    example: (
      "\"a\"",
      "[\"a\"]"
    ))
}
