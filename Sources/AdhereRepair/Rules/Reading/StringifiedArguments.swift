extension RuleDescription {
  /// Arguments are an object; a string in their place that holds one is that object.
  static let stringifiedArguments = RuleDescription(
    id: "stringified-arguments", tier: .safe,
    summary: "reads arguments that came as a string of JSON",
    example: (
      "{\"name\":\"f\",\"arguments\":\"{\\\"a\\\":1}\"}",
      "{\"name\":\"f\",\"arguments\":{\"a\":1}}"
    ))
}
