internal import AdhereJSON

/// A line of a batch's input file: `{"custom_id", "body"}`, with OpenAI's `method` and `url` or
/// without; Anthropic has `params` in place of `body`.
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
    guard tape.kind(0) == .object, let id = tape.identifier("custom_id", of: 0),
      let body = tape.field("body", of: 0) ?? tape.field("params", of: 0),
      tape.kind(body) == .object
    else { return nil }
    customID = id
    self.body = tape.bytes(body)
  }

  /// Whether the line is of a batch by what it has, whether it can be read or not: an object that
  /// names itself, or holds a request and no message.
  public static func isExpected(_ line: [UInt8]) -> Bool {
    guard let document = try? JSONDocument(line, options: .anyDepth) else { return false }
    return document.withTape { tape in
      guard tape.kind(0) == .object else { return false }
      if tape.field("custom_id", of: 0) != nil { return true }
      let holdsRequest = ["body", "params", "request"].contains { (name: StaticString) in
        tape.field(name, of: 0).map { tape.kind($0) == .object } ?? false
      }
      return holdsRequest && tape.field("messages", of: 0) == nil
        && tape.field("input", of: 0) == nil
    }
  }
}
