extension RuleDescription {
  /// Two and more calls that are repeated as a whole, in their order; and, where the text was
  /// cut off, any calls that were all made before. The model went round in circles. A single
  /// repeated call stays: repetition may be meant.
  static let repeatedAnswer = RuleDescription(
    id: "repeated-answer", tier: .safe,
    summary: "leaves out calls that only say the whole answer again",
    example: (
      "f(a=1); g(a=2); f(a=1); g(a=2)",
      "f(a=1); g(a=2)"
    ))
}
