extension RuleDescription {
  /// Constructors of Python, MongoDB and JavaScript around one value.
  static let typeWrapper = RuleDescription(
    id: "type-wrapper", tier: .lossless,
    summary: "drops a type's name around a value",
    example: (
      "[ObjectId(\"1\")]",
      "[\"1\"]"
    ))
}
