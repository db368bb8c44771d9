extension RuleDescription {
  /// As Ruby, PHP and assignments write it.
  static let equalsForColon = RuleDescription(
    id: "equals-for-colon", tier: .lossless,
    summary: "reads = or => after a key as a colon",
    example: (
      "{\"a\"=1}",
      "{\"a\":1}"
    ))
}
