import AdhereTraces
import AdhereJSON

/// Reads the messages of a request, in any of OpenAI's forms, old and new.
struct ConversationReader {
  let tape: Tape

  /// The conversation a request holds.
  ///
  /// - Throws: ``Refusal`` where there is no conversation, or none that can be trained on.
  static func read(_ request: Trace.Request, _ parser: ScratchParser) throws(Refusal) -> [Message] {
    if let json = request.messages {
      guard let tape = parser.parse(json) else {
        throw Refusal(.requestForm, "the messages are not JSON")
      }
      return try ConversationReader(tape: tape).messages(0)
    }
    guard let prompt = request.prompt else { throw Refusal(.noRequest) }
    guard let tape = parser.parse(prompt) else {
      throw Refusal(.requestForm, "the prompt is not JSON")
    }
    switch tape.kind(0) {
    case .string:
      guard tape.text(0).count > 0 else { throw Refusal(.noRequest, "the prompt is empty") }
      return [Message(role: .user, content: prompt)]
    case .array: return try ConversationReader(tape: tape).messages(0)
    default: throw Refusal(.requestForm, "the prompt is neither text nor a list of messages")
    }
  }

  func messages(_ list: Int, mayEndWithAssistant: Bool = false) throws(Refusal) -> [Message] {
    guard tape.kind(list) == .array else {
      throw Refusal(.requestForm, "the messages are not a list")
    }
    var result: [Message] = []
    for item in tape.children(of: list) { result.append(try message(item)) }
    guard let last = result.last else { throw Refusal(.noRequest, "there are no messages") }
    if last.role == .assistant, !mayEndWithAssistant { throw Refusal(.endsWithAssistant) }
    Self.pair(&result)
    return result
  }

  private func message(_ node: Int) throws(Refusal) -> Message {
    guard tape.kind(node) == .object, let roleNode = tape.member("role", of: node),
      tape.kind(roleNode) == .string
    else { throw Refusal(.requestForm, "a message has no role") }
    let word = tape.string(roleNode)
    // The role of results before there were tools.
    guard let role = word == "function" ? .tool : Message.Role(rawValue: word) else {
      throw Refusal(.requestForm, "the role \"\(word)\" is not known")
    }
    var message = Message(role: role)
    if let content = tape.present("content", of: node) { message.content = try text(content) }
    if role == .assistant {
      try calls(of: node, &message)
      if message.calls.isEmpty, message.content == nil {
        throw Refusal(.requestForm, "an assistant message says and calls nothing")
      }
    } else if message.content == nil {
      throw Refusal(.requestForm, "a message has no content")
    }
    if role == .tool {
      if let id = tape.present("tool_call_id", of: node), tape.kind(id) == .string {
        message.callID = StringText.decode(tape, id)
      }
      if let name = tape.present("name", of: node), tape.kind(name) == .string {
        message.name = StringText.decode(tape, name)
      }
    }
    return message
  }

  /// Parts that are all text become one string: every trainer takes it.
  private func text(_ node: Int) throws(Refusal) -> [UInt8] {
    switch tape.kind(node) {
    case .string: return Array(tape.source(node))
    case .array:
      var joined: [UInt8] = []
      for part in tape.children(of: node) {
        guard let type = tape.member("type", of: part), tape.isString("text", at: type),
          let text = tape.member("text", of: part), tape.kind(text) == .string
        else { return Array(tape.source(node)) }
        joined += StringText.decode(tape, text)
      }
      return JSONWriter.quoted(joined)
    default: throw Refusal(.requestForm, "a message's content is neither text nor parts")
    }
  }

  private func calls(of node: Int, _ message: inout Message) throws(Refusal) {
    if let list = tape.present("tool_calls", of: node) {
      message.calls = try calls(list)
    } else if let call = tape.present("function_call", of: node) {
      message.calls = [try self.call(call, id: [])]
    }
  }

  /// A list of calls as APIs give them, with or without the wrapper `function`.
  func calls(_ list: Int) throws(Refusal) -> [Message.Call] {
    guard tape.kind(list) == .array else { throw Refusal(.requestForm, "calls are not a list") }
    var result: [Message.Call] = []
    for item in tape.children(of: list) {
      var id: [UInt8] = []
      if let node = tape.present("id", of: item), tape.kind(node) == .string {
        id = StringText.decode(tape, node)
      }
      result.append(try call(tape.present("function", of: item) ?? item, id: id))
    }
    return result
  }

  private func call(_ node: Int, id: [UInt8]) throws(Refusal) -> Message.Call {
    guard let name = tape.present("name", of: node), tape.kind(name) == .string else {
      throw Refusal(.requestForm, "a call has no name")
    }
    var arguments: [UInt8] = []
    if let value = tape.present("arguments", of: node) {
      arguments =
        tape.kind(value) == .string
        ? StringText.decode(tape, value) : Array(tape.source(value))
    }
    return Message.Call(id: id, name: StringText.decode(tape, name), arguments: arguments)
  }

  /// Gives calls and results without ids the ids that belong to them, in order, and results the
  /// name of their tool.
  private static func pair(_ messages: inout [Message]) {
    var open: [(id: [UInt8], name: [UInt8])] = []
    for index in messages.indices {
      switch messages[index].role {
      case .assistant:
        open = []
        for call in messages[index].calls.indices {
          if messages[index].calls[call].id.isEmpty {
            messages[index].calls[call].id = Array("call_\(index)_\(call)".utf8)
          }
          open.append((messages[index].calls[call].id, messages[index].calls[call].name))
        }
      case .tool:
        let wanted = messages[index].callID
        let match =
          wanted.isEmpty
          ? open.firstIndex { messages[index].name.isEmpty || $0.name == messages[index].name }
          : open.firstIndex { $0.id == wanted }
        if let match {
          messages[index].callID = open[match].id
          messages[index].name = open[match].name
          open.remove(at: match)
        }
      default: break
      }
    }
  }
}
