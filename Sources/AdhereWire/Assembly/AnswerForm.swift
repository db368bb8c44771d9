internal import AdhereJSON

/// What an object of another API than chat completions is: a whole answer or an event of a stream.
///
/// | object | API |
/// | --- | --- |
/// | `"object":"response"`, or an `output` of items | Responses, whole |
/// | `"type":"response.…"`, or an event of that name | Responses, event |
/// | `"type":"message"` with `role` or `content` | Messages, whole |
/// | `"type":"message_…"`, `content_block_…`, `ping` | Messages, event |
/// | `done` beside `message` or `response` | Ollama's own, whole or a line of a stream |
/// | `candidates`, `promptFeedback`, `usageMetadata` | Gemini's own, whole or a chunk |
struct AnswerForm {
  let api: WireAPI
  /// The value of `type`; empty where the API has none.
  let type: String

  /// - Parameters:
  ///   - type: node of the value of the root's `type`.
  ///   - object: node of the value of the root's `object`.
  ///   - event: the name that the event came under; what the object says itself goes before it.
  /// - Returns: nil where it is neither.
  init?(_ tape: Tape, _ root: Int, type: Int?, object: Int?, event: String? = nil) {
    if let object, tape.isText(object, "response") {
      api = .responses
      self.type = ""
      return
    }
    if let word = tape.string(type) ?? event.flatMap({ Self.tells($0) ? $0 : nil }) {
      self.type = word
      if word.hasPrefix("response.") {
        api = .responses
        return
      }
      if word.hasPrefix("message_") || word.hasPrefix("content_block_") || word == "ping"
        || word == "message"
          && (tape.member("role", of: root) != nil || tape.member("content", of: root) != nil)
      {
        api = .messages
        return
      }
    } else {
      self.type = ""
      if Self.holdsItems(tape, root) {
        // A proxy that leaves `object` out.
        api = .responses
        return
      }
    }
    if let own = AnswerForm.own(tape, root) {
      api = own
    } else {
      return nil
    }
  }

  /// The APIs whose objects have no `type`.
  private static func own(_ tape: Tape, _ root: Int) -> WireAPI? {
    func kind(_ name: StaticString) -> Node.Kind? {
      tape.member(name, of: root).map { tape.kind($0) }
    }
    if let done = kind("done"), done == .true || done == .false,
      kind("message") == .object || kind("response") == .string
    {
      return .ollama
    }
    if kind("candidates") == .array || kind("promptFeedback") == .object
      || kind("usageMetadata") == .object
    {
      return .gemini
    }
    return nil
  }

  /// Whether the name of an event belongs to one API; `message` is every event's without a name.
  private static func tells(_ event: String) -> Bool {
    ["response.", "message_", "content_block_"].contains { event.hasPrefix($0) }
  }

  /// Whether `output` is a list of objects that say their type.
  private static func holdsItems(_ tape: Tape, _ root: Int) -> Bool {
    guard let output = tape.field("output", of: root), tape.kind(output) == .array,
      tape.count(of: output) > 0
    else { return false }
    return tape.string("type", of: output + 1) != nil
  }
}
