extension RuleDescription {
  /// Text that was escaped for a Markdown renderer.
  static let markdownEscape = RuleDescription(
    id: "markdown-escape", tier: .lossless,
    summary: "drops the backslash Markdown put before _ and *",
    example: (
      "get\\_time(a=1)",
      "get_time(a=1)"
    ))
}
