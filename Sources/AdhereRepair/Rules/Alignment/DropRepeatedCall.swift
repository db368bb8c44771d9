extension RuleDescription {
  /// Repetition may be meant: two dice are two calls.
  static let dropRepeatedCall = RuleDescription(
    id: "drop-repeated-call", tier: .guess,
    summary: "drops a call that repeats an earlier one exactly",
    example: (
      "[f(a=1),f(a=1)]",
      "[f(a=1)]"
    ))
}
