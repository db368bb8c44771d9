extension RuleDescription {
  /// The model said something the schema has no place for.
  static let dropUnknown = RuleDescription(
    id: "drop-unknown", tier: .guess,
    summary: "drops properties the schema does not allow",
    example: (
      "{\"a\":1,\"x\":2}",
      "{\"a\":1}"
    ))
}
