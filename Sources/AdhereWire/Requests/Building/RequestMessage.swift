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
    try JSONPart.require(json, "the message", isObject: true)
    content = .json(json)
  }

  private static func message(_ role: String, _ text: String) -> RequestMessage {
    RequestMessage(.text(role: role, Array(text.utf8)))
  }
}

extension RequestMessage {
  /// The message as JSON text; of the Responses API one item or several.
  func items(for api: WireAPI) -> [[UInt8]] {
    switch content {
    case .json(let json): [json]
    case .text(let role, let text): [Self.object { Self.text(role, text, &$0) }]
    case .calls(let text, let calls):
      switch api {
      case .responses:
        (text.map { text in [Self.object { Self.text("assistant", text, &$0) }] } ?? [])
          + calls.map(Self.item)
      case .messages: [Self.object { Self.blocks(text, calls, &$0) }]
      default: [Self.object { Self.calls(text, calls, &$0) }]
      }
    case .toolResult(let id, let text): [Self.object { Self.result(id, text, api, &$0) }]
    }
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
    writer.array("tool_calls", of: calls) { writer, call in
      writer.beginObject()
      writer.member("id", call.id ?? "")
      writer.member("type", "function")
      writer.key("function")
      writer.beginObject()
      writer.member("name", call.name)
      writer.member("arguments", call.arguments)
      writer.endObject()
      writer.endObject()
    }
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
  private static func blocks(_ text: [UInt8]?, _ calls: [ChatToolCall], _ writer: inout JSONWriter)
  {
    writer.member("role", "assistant")
    writer.key("content")
    writer.beginArray()
    if let text, text.contains(where: { $0 > 0x20 }) {
      writer.beginObject()
      writer.member("type", "text")
      writer.member("text", text)
      writer.endObject()
    }
    for call in calls {
      writer.beginObject()
      writer.member("type", "tool_use")
      writer.member("id", call.id ?? "")
      writer.member("name", call.name)
      writer.member("input", raw: call.arguments)
      writer.endObject()
    }
    writer.endArray()
  }

  private static func result(
    _ id: String, _ text: [UInt8], _ api: WireAPI, _ writer: inout JSONWriter
  ) {
    switch api {
    case .responses:
      writer.member("type", "function_call_output")
      writer.member("call_id", id)
      writer.member("output", text)
    case .messages:
      writer.member("role", "user")
      writer.key("content")
      writer.beginArray()
      writer.beginObject()
      writer.member("type", "tool_result")
      writer.member("tool_use_id", id)
      writer.member("content", text)
      writer.endObject()
      writer.endArray()
    default:
      writer.member("role", "tool")
      writer.member("tool_call_id", id)
      writer.member("content", text)
    }
  }
}
