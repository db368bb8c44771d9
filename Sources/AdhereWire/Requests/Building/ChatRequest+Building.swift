internal import AdhereJSON

extension ChatRequest {
  /// A request that is made of values.
  ///
  ///     let request = try ChatRequest(
  ///       model: "gpt-5", messages: [.user("Weather in Oslo?")],
  ///       tools: [RequestTool("get_weather", parameters: schema)])
  ///     .setting("temperature", 0.5)
  ///
  /// - Parameters:
  ///   - model: the model that is asked.
  ///   - messages: the conversation so far. Anthropic's Messages have what rules it apart: a message
  ///     of the role `system` or `developer` becomes `system` there.
  ///   - tools: functions that the model may call.
  ///   - responseFormat: free text, JSON, or JSON that conforms to a schema; other kinds are written
  ///     in a provider's own notation, see ``setting(_:json:)``.
  ///   - maximumTokens: most tokens of the answer; Anthropic wants it said.
  ///   - api: whose form the request has; Ollama's and Gemini's own are not written.
  /// - Throws: ``InputError`` where a part cannot be written, or is not JSON.
  public init(
    model: String, messages: [RequestMessage], tools: [RequestTool] = [],
    responseFormat: ResponseFormat = .text, maximumTokens: Int? = nil, api: WireAPI = .chat
  ) throws(InputError) {
    try RequestMessage.checkWritten(api)
    if api == .messages, maximumTokens == nil {
      throw InputError("Anthropic's Messages need maximumTokens")
    }
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("model", model)
    if let maximumTokens {
      switch api {
      case .responses: writer.member("max_output_tokens", maximumTokens)
      case .messages: writer.member("max_tokens", maximumTokens)
      default: writer.member("max_completion_tokens", maximumTokens)
      }
    }
    var spoken = messages
    if api == .messages {
      let rules = messages.compactMap(\.rules)
      spoken = messages.filter { $0.rules == nil }
      if !rules.isEmpty {
        writer.member("system", Array(rules.joined(separator: Array("\n\n".utf8))))
      }
    }
    writer.key(api == .responses ? "input" : "messages")
    writer.beginArray()
    for item in try RequestMessage.items(spoken, for: api) { writer.raw(item) }
    writer.endArray()
    if !tools.isEmpty {
      writer.array("tools", of: tools) { $1.write(for: api, to: &$0) }
    }
    try responseFormat.write(for: api, to: &writer)
    writer.endObject()
    try self.init(writer.bytes)
  }

  /// The body of a request, from any sequence of bytes.
  ///
  /// - Throws: ``InputError`` as ``init(_:)-([UInt8])`` does.
  @_disfavoredOverload
  public init(_ bytes: some Sequence<UInt8>) throws(InputError) { try self.init(Array(bytes)) }

  /// The body of a request, as text.
  ///
  /// - Throws: ``InputError`` as ``init(_:)-([UInt8])`` does.
  public init(_ text: String) throws(InputError) { try self.init(Array(text.utf8)) }
}

extension RequestMessage {
  /// The words of a message that rules the conversation.
  fileprivate var rules: [UInt8]? {
    guard case .text(let role, let text) = content, role == "system" || role == "developer" else {
      return nil
    }
    return text
  }
}

extension ResponseFormat {
  /// Writes the member that asks for it, if there is one.
  fileprivate func write(for api: WireAPI, to writer: inout JSONWriter) throws(InputError) {
    switch self {
    case .text: return
    case .json where api == .messages:
      throw InputError("Anthropic's Messages have no JSON without a schema; give one")
    case .json, .schema: break
    case .regex, .grammar, .choice, .other:
      throw InputError(
        "providers write a pattern, a grammar or a choice in their own ways; set it as JSON")
    }
    if case .schema(let schema, _, _) = self {
      try InputError.requireJSON(schema, "the schema of the response format")
    }
    switch api {
    case .responses:
      writer.key("text")
      writer.beginObject()
      writer.key("format")
      writer.beginObject()
      members(&writer)
      writer.endObject()
      writer.endObject()
    case .messages:
      writer.key("output_config")
      writer.beginObject()
      writer.key("format")
      writer.beginObject()
      if case .schema(let schema, _, _) = self {
        writer.member("type", "json_schema")
        writer.member("schema", raw: schema)
      }
      writer.endObject()
      writer.endObject()
    default:
      writer.key("response_format")
      writer.beginObject()
      if case .schema = self {
        writer.member("type", "json_schema")
        writer.key("json_schema")
        writer.beginObject()
        members(&writer, hasType: false)
        writer.endObject()
      } else {
        members(&writer)
      }
      writer.endObject()
    }
  }

  private func members(_ writer: inout JSONWriter, hasType: Bool = true) {
    guard case .schema(let schema, let name, let strict) = self else {
      writer.member("type", "json_object")
      return
    }
    if hasType { writer.member("type", "json_schema") }
    writer.member("name", name ?? "answer")
    writer.member("schema", raw: schema)
    if let strict { writer.member("strict", strict) }
  }
}
