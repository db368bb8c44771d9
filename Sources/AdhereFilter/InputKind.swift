import AdherePlatform
import AdhereTallies
import AdhereTraces
import AdhereJudging

/// How the bytes of an input divide into outputs.
package enum InputKind: String, Sendable, CaseIterable {
  /// One output a line. Lines of nothing but white space are not outputs.
  case text
  /// The whole input is one output.
  case document
  /// Outputs end with a NUL byte.
  case nul
  /// A JSON object a line, with the output under `raw` and what was asked beside it
  /// (`schemas/record-input.schema.json`).
  case record
  /// Responses of chat completions: an object a line, or one object over several lines.
  case chat
  /// One streamed response.
  case sse
  /// Result lines of a batch job (OpenAI, together.ai, Fireworks AI).
  case batch

  /// Outputs come as whole answers of a provider.
  package var isCompletion: Bool { self == .chat || self == .sse || self == .batch }

  /// The byte that ends an output; nil where only the end of the input does.
  var delimiter: UInt8? {
    switch self {
    case .text, .record, .chat, .batch: UInt8(ascii: "\n")
    case .nul: 0
    case .document, .sse: nil
    }
  }
}

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

  /// What is written where nobody said otherwise.
  init(for input: InputKind) {
    self = input == .record ? .record : input.isCompletion ? .envelope : .value
  }
}
