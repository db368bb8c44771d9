extension RuleDescription {
  /// JavaScript's undefined is not null, but the nearest thing JSON has.
  static let undefined = RuleDescription(
    id: "undefined", tier: .guess,
    summary: "reads undefined as null",
    example: (
      "[undefined]",
      "[null]"
    ))
}
