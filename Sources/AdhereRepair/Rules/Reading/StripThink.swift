extension RuleDescription {
  /// Reasoning blocks of the model families, also where the opening tag was lost.
  static let stripThink = RuleDescription(
    id: "strip-think", tier: .lossless,
    summary: "leaves out a model's thinking before its answer",
    example: (
      "<think>hm</think>{\"a\":1}",
      "{\"a\":1}"
    ))
}
