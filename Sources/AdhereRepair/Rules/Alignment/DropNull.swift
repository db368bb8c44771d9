extension RuleDescription {
  /// Where the schema does not want null and does not require the member.
  static let dropNull = RuleDescription(
    id: "drop-null", tier: .safe,
    summary: "leaves out an optional member that is null",
    example: (
      "{\"a\":null}",
      "{}"
    ))
}
