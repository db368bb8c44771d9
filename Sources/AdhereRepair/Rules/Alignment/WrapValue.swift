extension RuleDescription {
  /// Where the schema wants an object that has one property, and the value conforms to that.
  static let wrapValue = RuleDescription(
    id: "wrap-value", tier: .safe,
    summary: "puts a value under the only property of an object",
    example: (
      "1214",
      "{\"id\":1214}"
    ))
}
