import AdhereJSON
package import AdhereJudging
public import AdhereWire

extension Trace {
  /// What the request asked. Every field is JSON text as it came; nil where it is not known.
  public struct Request: Sendable, Equatable {
    /// The messages of the conversation, an array.
    public var messages: [UInt8]?
    /// The prompt, where there are no messages: a string as a rule.
    public var prompt: [UInt8]?
    /// The JSON Schema of the answer.
    public var schema: [UInt8]?
    /// The tools that were offered; the JSON `null` where they are not known.
    public var tools: [UInt8]?
    /// The request's `tool_choice`.
    public var toolChoice: [UInt8]?
    /// Sampling parameters and the like, an object.
    public var parameters: [UInt8]?

    /// Every argument is JSON text.
    public init(
      messages: [UInt8]? = nil, prompt: [UInt8]? = nil, schema: [UInt8]? = nil,
      tools: [UInt8]? = nil, toolChoice: [UInt8]? = nil, parameters: [UInt8]? = nil
    ) {
      self.messages = messages
      self.prompt = prompt
      self.schema = schema
      self.tools = tools
      self.toolChoice = toolChoice
      self.parameters = parameters
    }
  }
}

extension Trace.Request {
  /// The parts of the body of a chat-completions request: the schema of its content without the
  /// provider's wrapping, the tools as they are written, and under ``parameters`` every
  /// member that has no part of its own, such as `temperature`.
  public init(_ request: ChatRequest) {
    self.init()
    if case .schema(let json, _, _) = request.responseFormat { schema = JSONWriter.onOneLine(json) }
    tools = request.tools.map { JSONWriter.onOneLine($0) }
    guard let document = try? JSONDocument(request.bytes, options: .anyDepth) else { return }
    document.withTape { tape in
      func json(_ name: StaticString) -> [UInt8]? {
        guard let node = tape.member(name, of: 0), tape.kind(node) != .null else { return nil }
        return JSONWriter.onOneLine(Array(tape.source(node)))
      }
      messages = json("messages")
      prompt = json("prompt")
      if tools != nil { toolChoice = json("tool_choice") ?? json("function_call") }
      var writer = JSONWriter()
      writer.beginObject()
      var isEmpty = true
      for key in tape.children(of: 0) {
        let name = StringText.decode(tape, key)
        guard !Trace.Request.otherFields.contains(name), tape.kind(key + 1) != .null else {
          continue
        }
        writer.member(String(decoding: name, as: UTF8.self), raw: tape.source(key + 1))
        isEmpty = false
      }
      writer.endObject()
      if !isEmpty { parameters = JSONWriter.onOneLine(writer.bytes) }
    }
  }

  /// The part that concerns one surface, as a record of the same output has it.
  package func only(_ surface: Contract.Surface) -> Trace.Request {
    var request = self
    if surface == .tool {
      request.schema = nil
    } else {
      (request.tools, request.toolChoice) = (nil, nil)
    }
    return request
  }

  /// Members of a body that have a field of their own, or do not affect the answer.
  private static let otherFields: Set<[UInt8]> = Set(
    [
      "model", "messages", "prompt", "tools", "functions", "tool_choice", "function_call",
      "response_format", "stream", "stream_options", "user", "metadata", "store",
    ].map { Array($0.utf8) })
}
