extension RuleDescription {
  /// A text without any JSON, under a schema that takes a string and nothing else of it.
  static let textAsString = RuleDescription(
    id: "text-as-string", tier: .safe,
    summary: "puts the whole text in quotes where the schema wants a string",
    example: (
      "hello",
      "\"hello\""
    ))
}
