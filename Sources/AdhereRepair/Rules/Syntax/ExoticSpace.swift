extension RuleDescription {
  /// White space outside strings that JSON does not know: no-break space, byte order mark, form
  /// feed.
  static let exoticSpace = RuleDescription(
    id: "exotic-space", tier: .lossless,
    summary: "turns exotic white space into spaces",
    example: (
      "{ \"a\":1}",
      "{ \"a\":1}"
    ))
}
