extension RuleDescription {
  /// `""`, `null` and `[]` in place of arguments mean that there are none; the schema says
  /// whether that will do.
  static let emptyArguments = RuleDescription(
    id: "empty-arguments", tier: .safe,
    summary: "reads missing or empty arguments as none",
    example: (
      "{\"name\":\"f\",\"arguments\":\"\"}",
      "{\"name\":\"f\",\"arguments\":{}}"
    ))
}
