extension RuleDescription {
  /// A backslash before a line end outside strings, as in Python.
  static let lineContinuation = RuleDescription(
    id: "line-continuation", tier: .lossless,
    summary: "drops the backslash of a continued line",
    example: (
      "[1,\\\n2]",
      "[1,\n2]"
    ))
}
