extension RuleDescription {
  /// In program text: a variable that is assigned once, in a line of its own, a literal value,
  /// and never changed. Any other variable stays unread.
  static let literalVariable = RuleDescription(
    id: "literal-variable", tier: .safe,
    summary: "puts in a variable's literal value",
    example: (
      "x = 5; f(a=x)",
      "f(a=5)"
    ))
}
