internal import AdhereJSON

/// One message of a conversation, as a request holds it. Written as the API of the request wants
/// it: a result of a tool is a message of chat completions, an item of the Responses API, and a part
/// of a user's message of Anthropic's Messages.
///
///     request.appending(.user("Say \"hi\""), .assistant("hi"), .user("Again"))
public struct RequestMessage: Sendable, Equatable {
  enum Content: Sendable, Equatable {
    case text(role: String, [UInt8])
    case calls(text: [UInt8]?, [ChatToolCall])
    case toolResult(callID: String, [UInt8])
    case json([UInt8])
  }

  let content: Content

  init(_ content: Content) { self.content = content }

  /// What rules the conversation (role `system`).
  public static func system(_ text: String) -> RequestMessage { message("system", text) }
  /// What rules the conversation, as newer models of OpenAI want it (role `developer`).
  public static func developer(_ text: String) -> RequestMessage { message("developer", text) }
  /// What the user says.
  public static func user(_ text: String) -> RequestMessage { message("user", text) }
  /// What the model said.
  public static func assistant(_ text: String) -> RequestMessage { message("assistant", text) }

  /// What the model answered: calls, and the text beside them.
  ///
  /// - Parameters:
  ///   - text: nil where there was none.
  ///   - calls: with their ids; `arguments` is JSON text.
  public static func assistant(_ text: String? = nil, calls: [ChatToolCall]) -> RequestMessage {
    RequestMessage(.calls(text: text.map { Array($0.utf8) }, calls))
  }

  /// What a tool gave back.
  ///
  /// - Parameters:
  ///   - text: what the model is to read, JSON or any text.
  ///   - callID: the id of the call it answers.
  public static func tool(_ text: String, callID: String) -> RequestMessage {
    RequestMessage(.toolResult(callID: callID, Array(text.utf8)))
  }

  /// A message that is written already, as the API wants it: content of several parts, images.
  ///
  /// - Parameter json: one JSON object.
  /// - Throws: ``InputError`` where it is none.
  public init(json: some Sequence<UInt8>) throws(InputError) {
    let json = Array(json)
    try InputError.requireJSON(json, "the message", isObject: true)
    content = .json(json)
  }

  private static func message(_ role: String, _ text: String) -> RequestMessage {
    RequestMessage(.text(role: role, Array(text.utf8)))
  }
}

extension RequestMessage {
  /// The messages as JSON texts; of the Responses API one item or several for each.
  ///
  /// - Throws: ``InputError`` where the API has no place for one of them.
  static func items(_ messages: [RequestMessage], for api: WireAPI) throws(InputError) -> [[UInt8]]
  {
    try checkWritten(api)
    var items: [[UInt8]] = []
    var results: [(id: String, text: [UInt8])] = []
    func endResults() {
      if !results.isEmpty { items.append(object { Self.blocks(of: results, &$0) }) }
      results = []
    }
    for message in messages {
      // Anthropic wants all results of a turn in one message.
      if api == .messages, case .toolResult(let id, let text) = message.content {
        results.append((id, text))
        continue
      }
      endResults()
      items += try message.items(for: api)
    }
    endResults()
    return items
  }

  /// - Throws: ``InputError`` for an API whose requests are not written here.
  static func checkWritten(_ api: WireAPI) throws(InputError) {
    switch api {
    case .chat, .responses, .messages: return
    case .ollama, .gemini:
      throw InputError("requests in the form of \(api.rawValue) are not written; give them as JSON")
    }
  }

  private func items(for api: WireAPI) throws(InputError) -> [[UInt8]] {
    switch content {
    case .json(let json): return [json]
    case .text(let role, let text):
      if api == .messages, role == "system" || role == "developer" {
        throw InputError("a message of the role \(role) has no place in Messages; set 'system'")
      }
      return [Self.object { Self.text(role, text, &$0) }]
    case .calls(let text, let calls):
      switch api {
      case .responses:
        return (text.map { text in [Self.object { Self.text("assistant", text, &$0) }] } ?? [])
          + calls.map(Self.item)
      case .messages:
        let inputs = try calls.map { call throws(InputError) in try Self.input(call) }
        return [Self.object { Self.blocks(text, zip(calls, inputs), &$0) }]
      default: return [Self.object { Self.calls(text, calls, &$0) }]
      }
    case .toolResult(let id, let text): return [Self.object { Self.result(id, text, api, &$0) }]
    }
  }

  /// The arguments as the object that Messages want.
  private static func input(_ call: ChatToolCall) throws(InputError) -> [UInt8] {
    guard call.arguments.contains(where: { $0 > 0x20 }) else { return Array("{}".utf8) }
    try InputError.requireJSON(
      call.arguments, "the input of the call of '\(call.name)'", isObject: true)
    return call.arguments
  }

  private static func object(_ members: (inout JSONWriter) -> Void) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    members(&writer)
    writer.endObject()
    return writer.bytes
  }

  private static func text(_ role: String, _ text: [UInt8], _ writer: inout JSONWriter) {
    writer.member("role", role)
    writer.member("content", text)
  }

  /// `{"role","content","tool_calls"}` of chat completions.
  private static func calls(_ text: [UInt8]?, _ calls: [ChatToolCall], _ writer: inout JSONWriter) {
    writer.member("role", "assistant")
    writer.key("content")
    if let text { writer.string(text) } else { writer.null() }
    guard !calls.isEmpty else { return }
    writer.array("tool_calls", of: calls) { $1.write(to: &$0) }
  }

  /// `{"type":"function_call"}` of the Responses API.
  private static func item(_ call: ChatToolCall) -> [UInt8] {
    object { writer in
      writer.member("type", "function_call")
      writer.member("call_id", call.id ?? "")
      writer.member("name", call.name)
      writer.member("arguments", call.arguments)
    }
  }

  /// `{"type":"tool_use"}` blocks of Messages.
  private static func blocks(
    _ text: [UInt8]?, _ calls: some Sequence<(ChatToolCall, [UInt8])>, _ writer: inout JSONWriter
  ) {
    writer.member("role", "assistant")
    writer.key("content")
    writer.beginArray()
    if let text, text.contains(where: { $0 > 0x20 }) {
      writer.beginObject()
      writer.member("type", "text")
      writer.member("text", text)
      writer.endObject()
    }
    for (call, input) in calls {
      writer.beginObject()
      writer.member("type", "tool_use")
      writer.member("id", call.id ?? "")
      writer.member("name", call.name)
      writer.member("input", raw: input)
      writer.endObject()
    }
    writer.endArray()
  }

  /// `{"type":"tool_result"}` blocks of Messages.
  private static func blocks(
    of results: [(id: String, text: [UInt8])], _ writer: inout JSONWriter
  ) {
    writer.member("role", "user")
    writer.array("content", of: results) { writer, result in
      writer.beginObject()
      writer.member("type", "tool_result")
      writer.member("tool_use_id", result.id)
      writer.member("content", result.text)
      writer.endObject()
    }
  }

  private static func result(
    _ id: String, _ text: [UInt8], _ api: WireAPI, _ writer: inout JSONWriter
  ) {
    switch api {
    case .responses:
      writer.member("type", "function_call_output")
      writer.member("call_id", id)
      writer.member("output", text)
    default:
      writer.member("role", "tool")
      writer.member("tool_call_id", id)
      writer.member("content", text)
    }
  }
}
