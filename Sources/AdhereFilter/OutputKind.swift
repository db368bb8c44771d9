/// What is written for an output.
package enum OutputKind: String, Sendable, CaseIterable {
  /// The conforming JSON; outputs that do not conform are left out and reported as failures.
  case value
  /// One JSON object for each output, whatever became of it
  /// (`schemas/record-output.schema.json`).
  case record
  /// The provider's own object or stream, with only the repaired bytes replaced. Answers that do
  /// not conform are passed on as they came, and reported as failures.
  case envelope

  /// The default for a kind of input.
  init(for input: InputKind) {
    self = input == .record ? .record : input.isCompletion ? .envelope : .value
  }
}
