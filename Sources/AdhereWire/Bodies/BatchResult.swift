package import AdhereJSON

/// A result line of a batch job: OpenAI's, together.ai's, Fireworks AI's and Anthropic's.
///
/// | line | who |
/// | --- | --- |
/// | `{"id","custom_id","response":{"status_code","body"},"error":null}` | OpenAI |
/// | `{"custom_id","response":{"status_code","body"}}` | together.ai |
/// | `{"custom_id","response":{…the body itself…}}` | Fireworks AI |
/// | `{"custom_id","error":{"message","code"}}` | error files |
/// | `{"custom_id","result":{"type":"succeeded","message":{…}}}` | Anthropic |
/// | `{"custom_id","result":{"type":"errored","error":{…}}}`, `canceled`, `expired` | Anthropic |
public struct BatchResult: Sendable {
  /// The request's name.
  public var customID: String?
  /// The answer; places count in the line.
  public var body: ChatBody

  /// - Parameter tape: of the line.
  package init(_ tape: Tape) {
    customID = tape.identifier("custom_id", of: 0)
    if tape.kind(0) == .object, let result = tape.field("result", of: 0),
      tape.kind(result) == .object
    {
      body = BatchResult.body(tape, result)
      return
    }
    guard tape.kind(0) == .object, let response = tape.field("response", of: 0) else {
      // An error, or the answer itself.
      body = ChatBody(tape)
      return
    }
    let status =
      tape.integer("status_code", of: response) ?? tape.integer("status", of: response)
    let answer = tape.field("body", of: response) ?? response
    body = ChatBody(tape, at: answer, status: status)
    // What went wrong may stand beside the answer, or be nothing but its status.
    if let error = tape.field("error", of: 0), ErrorBody.says(tape, error),
      body.completion.error == nil || !body.isError
    {
      body.fail(ErrorBody.read(error, tape, beside: 0), status: status)
    } else if let status, status >= 400, body.completion.error == nil {
      body.fail(ProviderError(message: "the status of the result is \(status)"), status: status)
    }
  }

  /// Anthropic's form: the message, the error, or a word that there is neither.
  private static func body(_ tape: Tape, _ result: Int) -> ChatBody {
    let isFailed = ["errored", "canceled", "expired"].contains(tape.string("type", of: result))
    if !isFailed, let message = tape.field("message", of: result), tape.kind(message) == .object {
      return ChatBody(tape, at: message)
    }
    if let error = tape.field("error", of: result), tape.kind(error) == .object {
      return ChatBody(tape, at: error)
    }
    let type = tape.string("type", of: result) ?? "of no kind"
    var body = ChatBody(tape, at: result)
    body.completion.error = ProviderError(
      kind: type == "expired" ? .timeout : .unknown,
      message: "the request of the batch is \(type)", type: type)
    return body
  }
}

extension Tape {
  /// A name that is a word or a number.
  func identifier(_ name: StaticString, of object: Int) -> String? {
    guard let node = field(name, of: object) else { return nil }
    switch kind(node) {
    case .string: return word(name, of: object)
    case .number: return text(ofAny: node)
    default: return nil
    }
  }
}
