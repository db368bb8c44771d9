import AdhereWire

/// One quirk of a stream: its wire bytes, and what has to come of it.
struct StreamRow: Sendable, CustomStringConvertible {
  /// Name of the row in the catalogue.
  var name: String
  var stream: String
  /// Calls as `name(arguments)`.
  var calls: [String] = []
  var content: String?
  var reasoning: String?
  var finish: FinishReason?
  var error: ProviderError.Kind?
  var usage: String?
  /// Bytes that no String can hold.
  var bytes: [UInt8]?

  var description: String { name }
  var wire: [UInt8] { bytes ?? Array(stream.utf8) }

  /// A stream that has to give the usual call.
  static func usual(_ name: String, _ stream: String) -> StreamRow {
    StreamRow(name: name, stream: stream, calls: Wire.expected)
  }
}
