import AdhereJSON
import AdhereJudging
import AdhereTraces

/// Writes examples as rows of one target.
final class RowWriter {
  let target: Target
  private let renames: Bool
  private let parser = ScratchParser(ParseOptions(maximumDepth: 256))
  private var ids = CallIDs()

  init(_ target: Target, renames: Bool = false) {
    self.target = target
    self.renames = renames
  }

  /// Writes one row, without a line end.
  ///
  /// - Throws: ``Refusal`` where the target has no form for it; what was written is to be thrown
  ///   away then.
  func append(_ example: Example, to out: inout JSONWriter) throws(Refusal) {
    ids = CallIDs()
    if target.goesThroughDatasets, example.tools?.hasPlainNumbers == false {
      throw Refusal(.numbers, "in the tools")
    }
    let messages = try prompt(example)
    out.beginObject()
    switch target.layout {
    case .messages:
      out.key("messages")
      out.beginArray()
      for message in messages { try append(message, example, isHistory: true, &out) }
      if let answer = example.answer { try append(answer, example, isHistory: false, &out) }
      out.endArray()
      tools(example, &out)
    case .completion:
      try list("prompt", messages, example, &out)
      try list("completion", example.answer.map { [$0] } ?? [], example, &out)
      tools(example, &out)
    case .outputs:
      out.key("input")
      out.beginObject()
      try list("messages", messages, example, &out)
      tools(example, &out)
      out.endObject()
      try list("preferred_output", example.answer.map { [$0] } ?? [], example, &out)
      try list("non_preferred_output", [try rejected(example)], example, &out)
    case .chosen:
      try list("prompt", messages, example, &out)
      try list("chosen", example.answer.map { [$0] } ?? [], example, &out)
      try list("rejected", [try rejected(example)], example, &out)
      tools(example, &out)
    case .labelled:
      try list("prompt", messages, example, &out)
      let completion = example.label ? example.answer : try rejected(example)
      try list("completion", completion.map { [$0] } ?? [], example, &out)
      out.member("label", example.label)
      tools(example, &out)
    case .contents: try contents(messages, example, &out)
    case .reference: try reference(messages, example, &out)
    case .evaluation, .testCase:
      throw Refusal(.row, "evaluation cases are written from the trace")
    }
    out.endObject()
  }

  /// Writes a test case, which holds what its trace says besides.
  func append(testCase example: Example, _ trace: Trace, to out: inout JSONWriter) throws(Refusal) {
    // A case without an assertion passes whatever comes.
    guard example.answer != nil || trace.surface == .json else {
      throw Refusal(.noGoodAnswer, "nothing to assert")
    }
    ids = CallIDs()
    var messages = JSONWriter()
    messages.beginArray()
    for message in try prompt(example) {
      try append(message, example, isHistory: false, &messages)
    }
    messages.endArray()
    TestCaseRow(example: example, trace: trace, messages: messages.bytes).append(to: &out)
  }

  // MARK: - Messages

  /// The prompt as the target takes it: roles, and one system message in front where it has to.
  private func prompt(_ example: Example) throws(Refusal) -> [Message] {
    var messages = example.messages
    if target.layout == .reference, messages.last?.role != .user { throw Refusal(.endsWithTool) }
    for index in messages.indices {
      if messages[index].role == .developer { messages[index].role = .system }
      if messages[index].hasParts, !target.trainer.takesParts {
        throw Refusal(.parts)
      }
      if !target.trainer.takesTextBesideCalls, messages[index].hasText,
        !messages[index].calls.isEmpty
      {
        throw Refusal(.textBesideCalls)
      }
    }
    guard target.trainer.wantsSystemFirst || target.trainer.hasSystemApart else { return messages }
    let leading = messages.prefix { $0.role == .system }
    if messages.dropFirst(leading.count).contains(where: { $0.role == .system }) {
      throw Refusal(.systemNotFirst)
    }
    if leading.count > 1 {
      var joined: [UInt8] = []
      for message in leading {
        if !joined.isEmpty { joined += Array("\n\n".utf8) }
        joined += text(message.content ?? [])
      }
      messages.removeFirst(leading.count)
      messages.insert(Message(role: .system, content: JSONWriter.quoted(joined)), at: 0)
    }
    return messages
  }

  /// The rejected answer as the model wrote it. Of calls that an API gave nobody knows the text: what
  /// cannot stand as a call is left out, since no model writes the record of it.
  private func rejected(_ example: Example) throws(Refusal) -> Message {
    guard let rejected = example.rejected else { throw Refusal(.nothingRejected) }
    for call in rejected.calls {
      let isNamed =
        target.trainer.takesAnyRejectedName || ToolNames.isLegal(name(call.name, example))
      if !isNamed || target.wantsReadableRejected && !isObject(call.arguments) {
        throw Refusal(.notAsWritten)
      }
    }
    return rejected
  }

  private func list(
    _ key: StaticString, _ messages: [Message], _ example: Example, _ out: inout JSONWriter
  ) throws(Refusal) {
    out.key(key)
    out.beginArray()
    for message in messages {
      // Nothing of a prompt is learnt where it stands apart from the answer.
      try append(message, example, isHistory: false, &out)
    }
    out.endArray()
  }

  private func append(
    _ message: Message, _ example: Example, isHistory: Bool, _ out: inout JSONWriter
  ) throws(Refusal) {
    out.beginObject()
    out.member("role", message.role.rawValue)
    out.key("content")
    // Beside calls every checker takes "", and several fail on null.
    if let content = message.content { out.raw(content) } else { out.string("") }
    if !message.calls.isEmpty {
      out.key("tool_calls")
      out.beginArray()
      for call in message.calls { try append(call, example, &out) }
      out.endArray()
    }
    if message.role == .tool {
      if !message.callID.isEmpty {
        out.member("tool_call_id", id(message.callID))
      }
      if target.trainer.namesResults, !message.name.isEmpty {
        out.member("name", name(message.name, example))
      }
    }
    if isHistory, message.role == .assistant {
      switch target.form.lossMark {
      case .weight:
        out.member("weight", 0)
      case .train:
        out.member("train", false)
      case .none: break
      }
    }
    out.endObject()
  }

  private func append(
    _ call: Message.Call, _ example: Example, _ out: inout JSONWriter
  ) throws(Refusal) {
    out.beginObject()
    out.member("id", id(call.id))
    out.member("type", "function")
    out.key("function")
    out.beginObject()
    out.member("name", name(call.name, example))
    out.key("arguments")
    try append(arguments: call.arguments, &out)
    out.endObject()
    out.endObject()
  }

  private func append(arguments: [UInt8], _ out: inout JSONWriter) throws(Refusal) {
    if target.arguments == .string {
      out.string(arguments)
    } else if isObject(arguments) {
      out.raw(JSONWriter.onOneLine(arguments))
    } else if parser.parse(arguments)?.kind(0) == .object, parser.duplicateKey == nil {
      throw Refusal(.numbers)
    } else {
      throw Refusal(.historyArguments, "arguments are no JSON object")
    }
  }

  private func isObject(_ json: [UInt8]) -> Bool {
    guard let tape = parser.parse(json), parser.duplicateKey == nil else { return false }
    return tape.kind(0) == .object
      && (target.arguments == .string
        || PlainNumbers.hold(in: tape, 0, throughDatasets: target.goesThroughDatasets))
  }

  /// The text of a JSON string.
  private func text(_ json: [UInt8]) -> [UInt8] {
    guard let tape = parser.parse(json), tape.kind(0) == .string else { return [] }
    return StringText.decode(tape, 0)
  }

  private func name(_ name: [UInt8], _ example: Example) -> [UInt8] {
    if let exported = example.tools?.exportedName(of: name) { return exported }
    return renames && !ToolNames.isLegal(name) ? ToolNames.legal(name) : name
  }

  private func id(_ id: [UInt8]) -> [UInt8] {
    target.trainer.callID == .nineCharacters ? ids.short(id) : id
  }

  private func tools(_ example: Example, _ out: inout JSONWriter) {
    guard let tools = example.tools else { return }
    out.key("tools")
    let json = target.trainer.wantsCompleteFunctions ? tools.complete : tools.functions
    if target.toolsAsText { out.string(json) } else { out.raw(json) }
  }

  // MARK: - Gemini

  private func contents(
    _ messages: [Message], _ example: Example, _ out: inout JSONWriter
  ) throws(Refusal) {
    var rest = messages[...]
    if let first = rest.first, first.role == .system {
      out.key("systemInstruction")
      out.beginObject()
      out.key("parts")
      out.beginArray()
      part(text: first.content, &out)
      out.endArray()
      out.endObject()
      rest.removeFirst()
    }
    out.key("contents")
    out.beginArray()
    var index = rest.startIndex
    while index < rest.endIndex {
      // Neighbours of one side are one content, the results of a turn above all.
      let isModel = rest[index].role == .assistant
      let end = rest[index...].firstIndex { ($0.role == .assistant) != isModel } ?? rest.endIndex
      try content(rest[index..<end], isModel, example, &out)
      index = end
    }
    if let answer = example.answer { try content([answer], true, example, &out) }
    out.endArray()
    if let tools = example.tools {
      out.member("tools", raw: tools.declarations)
    }
  }

  private func content(
    _ messages: ArraySlice<Message>, _ isModel: Bool, _ example: Example, _ out: inout JSONWriter
  ) throws(Refusal) {
    out.beginObject()
    out.member("role", isModel ? "model" : "user")
    out.key("parts")
    out.beginArray()
    for message in messages {
      if message.role == .tool {
        response(message, example, &out)
        continue
      }
      if message.hasText || message.calls.isEmpty { part(text: message.content, &out) }
      for call in message.calls {
        out.beginObject()
        out.key("functionCall")
        out.beginObject()
        out.member("name", name(call.name, example))
        out.key("args")
        try append(arguments: call.arguments, &out)
        out.endObject()
        out.endObject()
      }
    }
    out.endArray()
    out.endObject()
  }

  private func part(text: [UInt8]?, _ out: inout JSONWriter) {
    out.beginObject()
    out.key("text")
    if let text { out.raw(text) } else { out.string("") }
    out.endObject()
  }

  /// Gemini wants results as objects; others stand under a key.
  private func response(_ message: Message, _ example: Example, _ out: inout JSONWriter) {
    out.beginObject()
    out.key("functionResponse")
    out.beginObject()
    out.member("name", name(message.name, example))
    out.key("response")
    let result = text(message.content ?? [])
    if isObject(result) {
      out.raw(JSONWriter.onOneLine(result))
    } else {
      out.beginObject()
      out.key("result")
      if let content = message.content { out.raw(content) } else { out.string("") }
      out.endObject()
    }
    out.endObject()
    out.endObject()
  }

  // MARK: - References

  private func reference(
    _ messages: [Message], _ example: Example, _ out: inout JSONWriter
  ) throws(Refusal) {
    try list("messages", messages, example, &out)
    tools(example, &out)
    guard let answer = example.answer else { return }
    if answer.calls.isEmpty {
      out.key("reference_text")
      if let content = answer.content { out.raw(content) } else { out.string("") }
    } else {
      out.key("reference_tools")
      out.beginArray()
      for call in answer.calls { try append(call, example, &out) }
      out.endArray()
    }
  }
}
