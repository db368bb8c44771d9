extension RuleDescription {
  /// Tags and special tokens such as `<tool_call>`, `[TOOL_CALLS]` or `<|python_tag|>`.
  static let stripMarkup = RuleDescription(
    id: "strip-markup", tier: .lossless,
    summary: "leaves out a model family's tool-call markup",
    example: (
      "<tool_call>{}</tool_call>",
      "{}"
    ))
}
