extension RuleDescription {
  /// The element is lost; the rest conforms.
  static let dropInvalidItem = RuleDescription(
    id: "drop-invalid-item", tier: .guess,
    summary: "drops an element of a list that does not conform",
    example: (
      "[1,\"?\"]",
      "[1]"
    ))
}
