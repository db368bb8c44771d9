extension RuleDescription {
  /// An object begins where only a key can stand, inside a list of objects.
  static let missingClose = RuleDescription(
    id: "missing-close", tier: .guess,
    summary: "closes an object before the next one of a list",
    example: (
      "[{\"a\":1,{\"a\":2}]",
      "[{\"a\":1},{\"a\":2}]"
    ))
}
