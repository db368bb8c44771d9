package import AdhereJSON

/// A result line of a batch job: OpenAI's, together.ai's and Fireworks AI's.
///
/// | line | who |
/// | --- | --- |
/// | `{"id","custom_id","response":{"status_code","body"},"error":null}` | OpenAI |
/// | `{"custom_id","response":{"status_code","body"}}` | together.ai |
/// | `{"custom_id","response":{…the body itself…}}` | Fireworks AI |
/// | `{"custom_id","error":{"message","code"}}` | error files |
public struct BatchResult: Sendable {
  /// The request's name.
  public var customID: String?
  /// The answer; places count in the line.
  public var body: ChatBody

  /// - Parameter tape: of the line.
  package init(_ tape: Tape) {
    customID = tape.word("custom_id", of: 0)
    guard tape.kind(0) == .object else {
      body = ChatBody(tape)
      return
    }
    guard let response = tape.field("response", of: 0) else {
      // An error, or the answer itself.
      body = ChatBody(tape)
      return
    }
    let status =
      tape.integer("status_code", of: response) ?? tape.integer("status", of: response)
    body = ChatBody(tape, at: tape.field("body", of: response) ?? response, status: status)
  }
}
