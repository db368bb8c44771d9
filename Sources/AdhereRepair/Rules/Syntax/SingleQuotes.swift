extension RuleDescription {
  /// Strings as Python and JavaScript write them; double quotes inside are escaped.
  static let singleQuotes = RuleDescription(
    id: "single-quotes", tier: .lossless,
    summary: "turns single quotes into double ones",
    example: (
      "{'a':'b'}",
      "{\"a\":\"b\"}"
    ))
}
