extension RuleDescription {
  /// Where all unknown keys are placeholders and there are as many as required properties are
  /// missing.
  static let placeholderKey = RuleDescription(
    id: "placeholder-key", tier: .safe,
    summary: "gives a key that only says \"parameter\" the missing property's name",
    example: (
      "{\"param_name\":\"Oslo\"}",
      "{\"city\":\"Oslo\"}"
    ))
}
