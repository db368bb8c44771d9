extension RuleDescription {
  /// Where the schema wants a boolean: yes and no, on and off, 1 and 0, as words or numbers.
  static let wordToBoolean = RuleDescription(
    id: "word-to-boolean", tier: .guess,
    summary: "reads yes, no, 1 and 0 as booleans",
    example: (
      "{\"ok\":\"yes\"}",
      "{\"ok\":true}"
    ))
}
