extension RuleDescription {
  static let trailingComma = RuleDescription(
    id: "trailing-comma", tier: .lossless, summary: "drops a comma before a closing bracket",
    example: ("[1,]", "[1]"))
}
