extension RuleDescription {
  /// A key that is a plain word or number.
  static let unquotedKey = RuleDescription(
    id: "unquoted-key", tier: .lossless,
    summary: "puts a key in quotes",
    example: (
      "{a:1}",
      "{\"a\":1}"
    ))
}
