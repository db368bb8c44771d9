/// How the bytes of an input divide into outputs.
public enum InputKind: String, Sendable, CaseIterable {
  /// One output a line. Lines of nothing but white space are not outputs.
  case text
  /// The whole input is one output.
  case document
  /// Outputs end with a NUL byte.
  case nul
  /// A JSON object a line, with the output under `raw` and what was asked beside it
  /// (`schemas/record-input.schema.json`).
  case record

  /// The byte that ends an output; nil where only the end of the input does.
  var delimiter: UInt8? {
    switch self {
    case .text, .record: UInt8(ascii: "\n")
    case .nul: 0
    case .document: nil
    }
  }
}

/// What is written for an output.
public enum OutputKind: String, Sendable, CaseIterable {
  /// The conforming JSON; outputs that do not conform are left out and reported as failures.
  case value
  /// One JSON object for each output, whatever became of it
  /// (`schemas/record-output.schema.json`).
  case record

  /// What is written where nobody said otherwise.
  init(for input: InputKind) { self = input == .record ? .record : .value }
}
