internal import AdhereJSON

/// The Responses API: a response is one choice, its items are that choice's text and calls.
///
/// | event | is |
/// | --- | --- |
/// | `response.created`, `.queued`, `.in_progress` | id and model |
/// | `response.output_item.added`, `.done` | an item, at its beginning and whole |
/// | `response.content_part.added`, `.done`, `response.reasoning_summary_part.…` | a text of an item |
/// | `response.output_text.…`, `.refusal.…`, `.reasoning_text.…`, `.reasoning_summary_text.…` | more of a text, or the whole of it |
/// | `response.function_call_arguments.…`, `.custom_tool_call_input.…` | more of a call, or the whole of it |
/// | `response.completed`, `.incomplete`, `.failed`, `.cancelled` | the end, with the whole response |
///
/// Every other event passes. What one event says, later ones say again: the first time it is a part
/// of the answer, after that a copy, which has to be the same.
extension Assembly {
  /// Reads a response object or an event of its stream.
  func response(
    _ tape: Tape, _ root: Int, _ form: AnswerForm, _ source: Source, _ handle: Handler
  ) {
    guard !items.isEnded else { return }
    if completion.choices.isEmpty { _ = place(ofChoice: 0) }
    guard !form.type.isEmpty else {
      return whole(tape, root, event: nil, source, handle)
    }
    let word = form.type.dropFirst("response.".count)
    switch word {
    case "completed", "incomplete", "failed", "cancelled", "done":
      whole(
        tape, tape.field("response", of: root) ?? root, event: String(word), source, handle)
    case "created", "queued", "in_progress":
      if let response = tape.field("response", of: root) { head(tape, response) }
    case "error": fail(ErrorBody.find(tape, root, isEvent: true) ?? Self.failure(nil), handle)
    case "output_item.added", "output_item.done":
      guard let node = tape.field("item", of: root), tape.kind(node) == .object else { return }
      item(
        tape, node, index: tape.integer("output_index", of: root),
        word == "output_item.added" ? .begins : .ends, source, handle)
    default: text(tape, root, word, source, handle)
    }
  }

  /// Events about one text of an item, or about the arguments of a call.
  private func text(
    _ tape: Tape, _ root: Int, _ word: Substring, _ source: Source, _ handle: Handler
  ) {
    let event = ItemEvent(tape, root)
    switch word {
    case "output_text.delta": delta(event, .message, .content, .text, source, handle)
    case "output_text.done": done(event, "text", .message, .content, .text, source, handle)
    case "refusal.delta": delta(event, .message, .content, .refusal, source, handle)
    case "refusal.done": done(event, "refusal", .message, .content, .refusal, source, handle)
    case "reasoning_text.delta", "reasoning.delta":
      delta(event, .reasoning, .content, .reasoning, source, handle)
    case "reasoning_text.done", "reasoning.done":
      done(event, "text", .reasoning, .content, .reasoning, source, handle)
    case "reasoning_summary_text.delta", "reasoning_summary.delta":
      delta(event, .reasoning, .summary, .reasoning, source, handle)
    case "reasoning_summary_text.done", "reasoning_summary.done":
      done(event, "text", .reasoning, .summary, .reasoning, source, handle)
    case "content_part.added", "content_part.done":
      contentPart(event, word == "content_part.added" ? .begins : .ends, source, handle)
    case "reasoning_summary_part.added", "reasoning_summary_part.done":
      guard let part = tape.field("part", of: root), let item = item(event, .reasoning) else {
        return
      }
      self.part(tape, part, of: item, .summary, event.number, .part, source, handle)
    case "function_call_arguments.delta": callDelta(event, .call, source, handle)
    case "function_call_arguments.done": callDone(event, .call, "arguments", source, handle)
    case "custom_tool_call_input.delta": callDelta(event, .customCall, source, handle)
    case "custom_tool_call_input.done": callDone(event, .customCall, "input", source, handle)
    default: break
    }
  }

  // MARK: - The whole response

  private func head(_ tape: Tape, _ response: Int) {
    if completion.id == nil { completion.id = tape.word("id", of: response) }
    if completion.model == nil { completion.model = tape.word("model", of: response) }
    if completion.choices[0].message.role == nil {
      completion.choices[0].message.role = "assistant"
    }
  }

  /// - Parameter event: the last word of the event that it came in; nil of a body.
  private func whole(
    _ tape: Tape, _ response: Int, event: String?, _ source: Source, _ handle: Handler
  ) {
    head(tape, response)
    items.beginWhole()
    if let output = tape.field("output", of: response), tape.kind(output) == .array {
      for (index, node) in tape.children(of: output).enumerated()
      where tape.kind(node) == .object {
        item(tape, node, index: index, .whole, source, handle)
      }
    }
    takePrefilled(handle)
    if let text = tape.field("output_text", of: response), tape.kind(text) == .string {
      joined(tape, text, source, handle)
    }
    if let usage = tape.field("usage", of: response), !hasUsage { self.usage(tape, usage, handle) }
    end(tape, response, event, handle)
    items.end()
    // They would go on after the end.
    templates = ChunkTemplates()
  }

  /// What the status says. Of a stream the name of the last event goes before it: some servers leave
  /// `in_progress` there.
  private func end(_ tape: Tape, _ response: Int, _ event: String?, _ handle: Handler) {
    let named = event == "done" ? nil : event
    let own = tape.word("status", of: response)
    // Of the two the worse one counts, but for a status that was left as it began.
    let isWorse =
      named == "completed"
      && own.map { !["completed", "in_progress", "queued"].contains($0) } ?? false
    let status = (isWorse ? own : named ?? own) ?? "completed"
    if let error = tape.field("error", of: response), ErrorBody.says(tape, error) {
      return fail(
        tape.kind(error) == .object
          ? Self.failure(tape, error) : ErrorBody.read(error, tape, beside: response), handle)
    }
    switch status {
    case "completed":
      let calls = completion.choices[0].message.toolCalls
      finish(hasCutItem ? "incomplete" : calls.isEmpty ? "stop" : "tool_calls", handle)
    case "incomplete":
      let reason = tape.field("incomplete_details", of: response)
        .flatMap { tape.word("reason", of: $0) }
      // A reason that no table has still says that the answer is not whole.
      let isKnown = reason.map { FinishReason(word: $0) != .other } ?? false
      finish(isKnown ? reason! : "incomplete", handle)
    case "failed": fail(Self.failure(nil), handle)
    case "cancelled", "canceled", "expired":
      fail(
        ProviderError(kind: .server, message: "the response was \(status)", code: status), handle)
    case "queued", "in_progress":
      fail(
        ProviderError(
          kind: .cutOff, message: "the response is not finished: its status is \(status)"), handle)
    default: finish(status, handle)
    }
  }

  private func finish(_ word: String, _ handle: Handler) { end(0, word, handle) }

  private static func failure(_ tape: Tape, _ error: Int) -> ProviderError {
    let code = tape.field("code", of: error).map { tape.text(ofAny: $0) }
    let type = tape.word("type", of: error)
    let message = tape.word("message", of: error) ?? code ?? "the response failed"
    return ProviderError(
      kind: ProviderError.Kind(code: code, type: type, status: nil, message: message),
      message: message, code: code, type: type, param: tape.word("param", of: error))
  }

  private static func failure(_ code: String?) -> ProviderError {
    ProviderError(
      kind: .server, message: "the response failed, and the provider gave no message", code: code)
  }
}

/// What an event says about the item that it is about.
struct ItemEvent {
  let tape: Tape
  let root: Int
  let index: Int?
  let id: String?
  /// `content_index` or `summary_index`.
  let number: Int

  init(_ tape: Tape, _ root: Int) {
    self.tape = tape
    self.root = root
    index = tape.integer("output_index", of: root)
    id = tape.word("item_id", of: root)
    number =
      tape.integer("content_index", of: root) ?? tape.integer("summary_index", of: root) ?? 0
  }
}
