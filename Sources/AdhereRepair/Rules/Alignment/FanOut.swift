extension RuleDescription {
  /// Where one argument is a list of values that each fit and the schema wants one.
  static let fanOut = RuleDescription(
    id: "fan-out", tier: .guess,
    summary: "makes one call for each element of a list",
    example: (
      "f(city=[\"a\",\"b\"])",
      "f(city=\"a\"), f(city=\"b\")"
    ))
}
