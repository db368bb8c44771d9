extension RuleDescription {
  /// Calls of offered tools with keyword arguments.
  static let pythonCall = RuleDescription(
    id: "python-call", tier: .lossless,
    summary: "reads a call in Python syntax",
    example: (
      "[f(a=1)]",
      "[{\"name\":\"f\",\"arguments\":{\"a\":1}}]"
    ))
}
