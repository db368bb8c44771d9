extension RuleDescription {
  /// Where the schema wants no list and the list has one element that fits.
  static let listToScalar = RuleDescription(
    id: "list-to-scalar", tier: .safe,
    summary: "takes the only element of a list",
    example: (
      "[\"a\"]",
      "\"a\""
    ))
}
