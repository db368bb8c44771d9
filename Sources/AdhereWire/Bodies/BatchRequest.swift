internal import AdhereJSON

/// A line of a batch's input file: `{"custom_id", "body"}`, with OpenAI's `method` and `url` or
/// without.
public struct BatchRequest: Sendable {
  /// The name that the result will have.
  public var customID: String
  /// The request's body, JSON text.
  public var body: [UInt8]

  /// Nil where the line is not one.
  public init?(_ line: [UInt8]) {
    guard
      let document = try? JSONDocument(
        line, options: .anyDepth)
    else { return nil }
    defer { withExtendedLifetime(document) {} }
    let tape = document.tape
    guard tape.kind(0) == .object, let id = tape.word("custom_id", of: 0),
      let body = tape.field("body", of: 0), tape.kind(body) == .object
    else { return nil }
    customID = id
    self.body = tape.bytes(body)
  }
}
