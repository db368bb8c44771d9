extension RuleDescription {
  /// Text in value position of a JSON object or list, up to where the value must end.
  static let unquotedString = RuleDescription(
    id: "unquoted-string", tier: .guess,
    summary: "puts bare text in quotes",
    example: (
      "{\"a\": hello world}",
      "{\"a\": \"hello world\"}"
    ))
}
