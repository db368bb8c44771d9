extension RuleDescription {
  /// Calls under other keys (`parameters`, `args`), in wrappers (`tool_calls`, `function`), as
  /// `{"f":{…}}` or `["f",{…}]`.
  static let callEnvelope = RuleDescription(
    id: "call-envelope", tier: .lossless,
    summary: "brings a call into the form name and arguments",
    example: (
      "{\"f\":{\"a\":1}}",
      "{\"name\":\"f\",\"arguments\":{\"a\":1}}"
    ))
}
