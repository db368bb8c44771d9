extension RuleDescription {
  /// Strings in braces with commas and no colon between them. JSON has no sets; in a list they
  /// keep their order.
  static let setLiteral = RuleDescription(
    id: "set-literal", tier: .safe,
    summary: "turns a Python set into a list",
    example: (
      "{'a', 'b'}",
      "[\"a\", \"b\"]"
    ))
}
