import AdhereBytes

/// How the bytes of an input divide into outputs.
package enum InputKind: String, Sendable, CaseIterable {
  /// One output a line. Lines of nothing but white space are not outputs.
  case text
  /// The whole input is one output.
  case document
  /// Outputs end with a NUL byte.
  case nul
  /// A JSON object a line, with the output under `raw` and its request beside it
  /// (`schemas/record-input.schema.json`).
  case record
  /// Responses of chat completions: an object a line, or one object over several lines.
  case chat
  /// Responses of the Responses API, in the same way.
  case responses
  /// Messages of the Messages API, in the same way.
  case messages
  /// One streamed response.
  case sse
  /// Result lines of a batch job (OpenAI, together.ai, Fireworks AI).
  case batch

  /// Outputs come as whole answers of a provider.
  package var isCompletion: Bool { isAnswers || self == .sse || self == .batch }

  /// Outputs are the bodies of answers. Each is read as what it is, whichever API was expected.
  package var isAnswers: Bool { self == .chat || self == .responses || self == .messages }

  /// The byte that ends an output; nil where only the end of the input does.
  var delimiter: UInt8? {
    switch self {
    case .text, .record, .chat, .responses, .messages, .batch: ASCII.lineFeed
    case .nul: ASCII.nul
    case .document, .sse: nil
    }
  }
}
