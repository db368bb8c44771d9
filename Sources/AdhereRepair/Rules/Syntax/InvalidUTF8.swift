extension RuleDescription {
  /// JSON is UTF-8; which character the byte was meant to be is not known.
  static let invalidUTF8 = RuleDescription(
    id: "invalid-utf8", tier: .guess,
    summary: "replaces a byte that is not UTF-8 by U+FFFD",
    example: (
      "\"\\xFF\"",
      "\"�\""
    ))
}
