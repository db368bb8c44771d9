extension RuleDescription {
  /// The schema's own `default`, `const` or only `enum` value of a property that is required
  /// and missing.
  static let fillDefault = RuleDescription(
    id: "fill-default", tier: .guess,
    summary: "inserts the default of a required property",
    example: (
      "{}",
      "{\"unit\":\"C\"}"
    ))
}
