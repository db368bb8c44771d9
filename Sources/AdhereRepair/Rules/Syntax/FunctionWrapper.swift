extension RuleDescription {
  /// JSONP.
  static let functionWrapper = RuleDescription(
    id: "function-wrapper", tier: .lossless,
    summary: "drops a function call around the whole text",
    example: (
      "callback({});",
      "{}"
    ))
}
