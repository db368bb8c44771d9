extension RuleDescription {
  /// All members of a call but its name are its arguments.
  static let flatArguments = RuleDescription(
    id: "flat-arguments", tier: .lossless,
    summary: "collects arguments that stand beside the name",
    example: (
      "{\"name\":\"f\",\"a\":1}",
      "{\"name\":\"f\",\"arguments\":{\"a\":1}}"
    ))
}
