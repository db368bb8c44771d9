extension RuleDescription {
  /// True, False, None and other spellings, in value position.
  static let literals = RuleDescription(
    id: "literals", tier: .lossless,
    summary: "spells true, false and null as JSON does",
    example: (
      "[True,None]",
      "[true,null]"
    ))
}
