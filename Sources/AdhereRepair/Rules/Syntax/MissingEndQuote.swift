extension RuleDescription {
  /// Where a key begins inside a string, or where the text ends in just the brackets that are
  /// still open, the string must have ended before.
  static let missingEndQuote = RuleDescription(
    id: "missing-end-quote", tier: .guess,
    summary: "closes a string whose closing quote was lost",
    example: (
      "{\"a\":\"b,\"c\":1}",
      "{\"a\":\"b\",\"c\":1}"
    ))
}
