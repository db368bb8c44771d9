extension RuleDescription {
  /// A key with its colon can only belong to the object that was just closed.
  static let earlyClose = RuleDescription(
    id: "early-close", tier: .guess,
    summary: "drops a closing bracket after which the object goes on",
    example: (
      "{\"a\":1},\"b\":2}",
      "{\"a\":1,\"b\":2}"
    ))
}
