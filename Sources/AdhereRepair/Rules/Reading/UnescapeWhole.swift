extension RuleDescription {
  /// The whole text is the inside of a JSON string, and parses once that is undone.
  static let unescapeWhole = RuleDescription(
    id: "unescape-whole", tier: .lossless,
    summary: "unescapes a text that was escaped once too often",
    example: (
      "{\\\"a\\\": 1}",
      "{\"a\": 1}"
    ))
}
