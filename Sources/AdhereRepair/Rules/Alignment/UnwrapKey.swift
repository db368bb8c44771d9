extension RuleDescription {
  /// Where the object's only key is no property of the schema and its value conforms.
  static let unwrapKey = RuleDescription(
    id: "unwrap-key", tier: .safe,
    summary: "takes the object out of a wrapper key",
    example: (
      "{\"params\":{\"a\":1}}",
      "{\"a\":1}"
    ))
}
