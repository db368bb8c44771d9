import AdhereTestSupport
import AdhereWire

/// An answer of the Responses API: its bytes, and what has to come of it.
struct ResponseRow: Sendable, CustomStringConvertible {
  var name: String
  var wire: String
  /// Calls as `name(arguments)`.
  var calls: [String] = []
  var ids: [String]?
  var content: String?
  var reasoning = ""
  var refusal: String?
  var finish: FinishReason?
  var error: ProviderError.Kind?
  var message: String?
  var unread: [String] = []
  var passed: [String] = []

  var description: String { name }
  var bytes: [UInt8] { Array(wire.utf8) }

  /// The same answer in other bytes.
  func written(_ how: String, _ wire: String) -> ResponseRow {
    var row = self
    row.name += ", \(how)"
    row.wire = wire
    return row
  }

  /// A sample as a body, and as a stream.
  static func sample(_ sample: ResponseSample, _ row: ResponseRow) -> [ResponseRow] {
    [
      row.written("body", sample.body), row.written("stream", sample.stream()),
      row.written("events without names", sample.stream(isNamed: false)),
    ]
  }

  init(
    _ name: String, _ wire: String = "", calls: [String] = [], ids: [String]? = nil,
    content: String? = nil, reasoning: String = "", refusal: String? = nil,
    finish: FinishReason? = nil, error: ProviderError.Kind? = nil, message: String? = nil,
    unread: [String] = [], passed: [String] = []
  ) {
    self.name = name
    self.wire = wire
    self.calls = calls
    self.ids = ids
    self.content = content
    self.reasoning = reasoning
    self.refusal = refusal
    self.finish = finish
    self.error = error
    self.message = message
    self.unread = unread
    self.passed = passed
  }
}
