extension RuleDescription {
  /// Other spellings of the same number: a bare point, a plus sign, underscores, hexadecimal.
  static let numberForm = RuleDescription(
    id: "number-form", tier: .lossless,
    summary: "spells a number as JSON does",
    example: (
      "[.5, 1_000, 0x1F]",
      "[0.5, 1000, 31]"
    ))
}
