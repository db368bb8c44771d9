extension RuleDescription {
  /// Where at least one call of an offered tool remains.
  static let dropUnknownCall = RuleDescription(
    id: "drop-unknown-call", tier: .guess,
    summary: "drops a call of a tool that was not offered",
    example: (
      "[f(a=1),print(1)]",
      "[f(a=1)]"
    ))
}
