extension RuleDescription {
  /// Several calls in several places become one list, in their order.
  static let joinCalls = RuleDescription(
    id: "join-calls", tier: .lossless,
    summary: "joins calls that stand apart to one list",
    example: (
      "f(a=1); f(a=2)",
      "[f(a=1),f(a=2)]"
    ))
}
