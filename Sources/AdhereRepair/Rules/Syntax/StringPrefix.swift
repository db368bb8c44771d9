extension RuleDescription {
  /// The letters r, b and u before a quote. An f-string is an expression and stays unread.
  static let stringPrefix = RuleDescription(
    id: "string-prefix", tier: .lossless,
    summary: "drops a Python string prefix",
    example: (
      "[r'a']",
      "[\"a\"]"
    ))
}
