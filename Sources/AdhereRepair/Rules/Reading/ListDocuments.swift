extension RuleDescription {
  /// Values with nothing but commas and line ends between them, where a list conforms.
  static let listDocuments = RuleDescription(
    id: "list-documents", tier: .guess,
    summary: "puts several values into one list",
    example: (
      "{\"a\":1}\n{\"a\":2}",
      "[{\"a\":1},{\"a\":2}]"
    ))
}
