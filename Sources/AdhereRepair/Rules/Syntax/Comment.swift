extension RuleDescription {
  /// `//`, `#` and `/* */` outside strings.
  static let comment = RuleDescription(
    id: "comment", tier: .lossless,
    summary: "drops comments",
    example: (
      "[1,/*x*/2] // y",
      "[1,2] "
    ))
}
