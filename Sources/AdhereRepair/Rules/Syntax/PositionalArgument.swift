extension RuleDescription {
  /// Arguments without a name, in the order in which the tool declares its parameters.
  static let positionalArgument = RuleDescription(
    id: "positional-argument", tier: .safe,
    summary: "names a positional argument after its parameter",
    example: (
      "f(1)",
      "{\"name\":\"f\",\"arguments\":{\"a\":1}}"
    ))
}
