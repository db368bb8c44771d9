extension RuleDescription {
  /// What the model left out stays left out: the value is not the whole one.
  static let ellipsis = RuleDescription(
    id: "ellipsis", tier: .guess,
    summary: "drops an ellipsis that stands for left out items",
    example: (
      "[1,2,...]",
      "[1,2]"
    ))
}
