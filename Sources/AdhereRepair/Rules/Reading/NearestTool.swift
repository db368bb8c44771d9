extension RuleDescription {
  /// A name that is not offered, differs from just one tool by a letter or two or by a prefix
  /// left out, and comes with arguments that name only that tool's parameters.
  static let nearestTool = RuleDescription(
    id: "nearest-tool", tier: .safe,
    summary: "mends a misspelt name of a tool",
    example: (
      "get_whether",
      "get_weather"
    ))
}
