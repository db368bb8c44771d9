extension RuleDescription {
  /// A name that differs from one offered tool in case, dots, dashes or a `functions.` prefix
  /// alone, and from no other.
  static let toolName = RuleDescription(
    id: "tool-name", tier: .safe,
    summary: "spells a tool's name as it was offered",
    example: (
      "functions.get_time:0",
      "get_time"
    ))
}
