extension RuleDescription {
  /// The value is lost; the rest conforms.
  static let dropInvalidOptional = RuleDescription(
    id: "drop-invalid-optional", tier: .guess,
    summary: "drops an optional value that does not conform",
    example: (
      "{\"a\":1,\"b\":\"?\"}",
      "{\"a\":1}"
    ))
}
