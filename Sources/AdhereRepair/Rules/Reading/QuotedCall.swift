extension RuleDescription {
  /// A string whose text is a call of an offered tool.
  static let quotedCall = RuleDescription(
    id: "quoted-call", tier: .lossless,
    summary: "reads a call that was written as a string",
    example: (
      "[\"f(a=1)\"]",
      "[{\"name\":\"f\",\"arguments\":{\"a\":1}}]"
    ))
}
