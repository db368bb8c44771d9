extension RuleDescription {
  /// `name` and then an object, with a line end or markup between them, as GLM, Mistral and
  /// others write calls.
  static let nameBeforeArguments = RuleDescription(
    id: "name-before-arguments", tier: .lossless,
    summary: "reads a tool's name in front of its arguments",
    example: (
      "f\n{\"a\":1}",
      "{\"name\":\"f\",\"arguments\":{\"a\":1}}"
    ))
}
