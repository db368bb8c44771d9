extension RuleDescription {
  /// One fence around the answer, any language tag, also where one of its ends was lost. Fences
  /// inside strings are text.
  static let stripFence = RuleDescription(
    id: "strip-fence", tier: .lossless,
    summary: "leaves out the Markdown fence around the answer",
    example: (
      "```json\n{}\n```",
      "{}"
    ))
}
