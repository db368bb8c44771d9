internal import AdhereJSON

/// Anthropic's Messages API: a message is one choice, its blocks are that choice's text and calls.
extension Assembly {
  /// Reads a message or an event of its stream.
  func anthropic(
    _ tape: Tape, _ root: Int, _ form: AnswerForm, _ source: Source, _ handle: Handler
  ) {
    guard !source.isWhole || form.type == "message" else {
      return fail(
        ProviderError(kind: .unreadable, message: "one event of a stream, not a whole message"),
        handle)
    }
    // What comes behind the end belongs to nothing.
    guard !progress.hasEnded || form.type == "message_start" else { return }
    switch form.type {
    case "message": message(anthropic: tape, root, source, handle)
    case "message_start": start(tape, root, source, handle)
    case "content_block_start":
      guard let block = tape.field("content_block", of: root), tape.kind(block) == .object else {
        return
      }
      begin(tape, block, at: tape.integer("index", of: root), source, handle)
    case "content_block_delta":
      guard let delta = tape.field("delta", of: root), tape.kind(delta) == .object else { return }
      self.delta(tape, delta, at: tape.integer("index", of: root), source, handle)
    case "content_block_stop":
      if case .call(let call) = progress.block(at: tape.integer("index", of: root)) {
        useInput(of: call, handle)
      }
    case "message_delta":
      if let delta = tape.field("delta", of: root) { end(tape, delta, source, handle) }
    case "message_stop":
      for call in progress.callsWithInput { useInput(of: call, handle) }
      progress.hasEnded = true
      // They would go on after the end.
      templates = ChunkTemplates()
      // A message without any block was answered, too.
      _ = place(ofChoice: 0)
    default: break
    }
  }

  private func start(_ tape: Tape, _ root: Int, _ source: Source, _ handle: Handler) {
    guard !progress.hasBegun, !progress.hasEnded else {
      return fail(
        ProviderError(kind: .unreadable, message: "the stream holds a second message"), handle)
    }
    progress.hasBegun = true
    guard let message = tape.field("message", of: root), tape.kind(message) == .object else {
      return
    }
    if completion.id == nil { completion.id = tape.string("id", of: message) }
    if completion.model == nil { completion.model = tape.string("model", of: message) }
    if let usage = tape.field("usage", of: message) { self.usage(tape, usage, handle) }
    self.message(anthropic: tape, message, source, handle)
  }

  /// A whole message, or the beginning of one.
  private func message(
    anthropic tape: Tape, _ node: Int, _ source: Source, _ handle: Handler
  ) {
    guard let choice = place(ofChoice: 0) else { return }
    if completion.choices[choice].message.role == nil {
      completion.choices[choice].message.role = tape.string("role", of: node)
    }
    if let content = tape.field("content", of: node) {
      if tape.kind(content) == .string {
        add(tape, content, to: .text(choice: choice), source, handle)
      }
      for block in tape.children(of: content) where tape.kind(block) == .object {
        begin(tape, block, at: nil, source, handle)
      }
      if source.isWhole { for call in progress.callsWithInput { useInput(of: call, handle) } }
    }
    end(tape, node, source, handle)
  }

  // MARK: - Blocks

  /// A block of a whole message, or the beginning of one in a stream.
  private func begin(
    _ tape: Tape, _ block: Int, at index: Int?, _ source: Source, _ handle: Handler
  ) {
    guard let choice = place(ofChoice: 0) else { return }
    guard progress.count < Self.most.calls else {
      return fail(
        ProviderError(kind: .unreadable, message: "more than \(Self.most.calls) blocks"), handle)
    }
    // Deltas of the same number may mean another block from now on.
    templates = ChunkTemplates()
    switch tape.string("type", of: block) ?? "" {
    case "text":
      progress.begin(.text, at: index)
      if !source.isWhole { emit(.textBegins(choice: choice), handle) }
      if let text = tape.field("text", of: block), tape.kind(text) == .string {
        add(tape, text, to: .text(choice: choice), source, handle)
      }
    case "thinking":
      progress.begin(.other, at: index)
      if let text = tape.field("thinking", of: block), tape.kind(text) == .string {
        add(tape, text, to: .reasoning(choice: choice), source, handle)
      }
    case "tool_use":
      // The same block once more: what follows could belong to either.
      if case .call(let known) = progress.block(at: index), index != nil,
        let id = completion.choices[choice].message.toolCalls[known].id,
        id == tape.string("id", of: block)
      {
        return fail(
          ProviderError(kind: .unreadable, message: "the block of the call '\(id)' begins twice"),
          handle)
      }
      guard let call = call(tape, block, choice, source, handle) else { return }
      progress.begin(.call(call), at: index)
    case "redacted_thinking": progress.begin(.other, at: index)
    case let type:
      // Tools that the server runs, their results, and blocks to come: no text and no call, but
      // not nothing.
      progress.begin(.other, at: index)
      completion.choices[choice].message.note(
        passed: type.isEmpty ? "a block without a type" : type)
    }
  }

  private func call(
    _ tape: Tape, _ block: Int, _ choice: Int, _ source: Source, _ handle: Handler
  ) -> Int? {
    var hint = CallIdentity.Hint()
    hint.id = tape.string("id", of: block)
    let node = tape.field("name", of: block)
    hint.name = tape.string(node)
    let call = add(hint, choice)
    if let node, let name = hint.name, !name.isEmpty {
      emit(
        .call(choice: choice, call: call, place(tape, node, source, name.utf8.count)), handle)
    }
    if tape.member("input", of: block) == nil, source.isWhole,
      let name = tape.unreadMember(of: block, besides: Self.blockMembers)
    {
      fail(.unreadArguments(hint.name, name), handle)
    }
    if let input = tape.member("input", of: block) {
      let kind = tape.kind(input)
      // An object in a string is a call that was encoded twice: clients take `input` for the object.
      let text = kind == .string ? StringText.decode(tape, input) : []
      let isText = kind == .string && !(source.isWhole && Self.isObject(text))
      progress.keep(
        MessageProgress.Input(
          bytes: isText ? text : kind == .null ? [] : tape.bytes(input),
          source: source.range(of: tape.span(input)), isString: isText), of: call)
    }
    return call
  }

  private static func isObject(_ text: [UInt8]) -> Bool {
    guard let document = try? JSONDocument(text, options: .anyDepth) else { return false }
    return document.withTape { $0.kind(0) == .object }
  }

  private static let blockMembers = ["type", "id", "name", "input", "cache_control", "caller"]

  private func add(_ hint: CallIdentity.Hint, _ choice: Int) -> Int {
    completion.choices[choice].message.toolCalls.append(
      ChatToolCall(id: hint.id, name: hint.name ?? ""))
    return identities[choice].add(hint)
  }

  /// The `input` that stood at the beginning of a block, where no delta gave another.
  private func useInput(of call: Int, _ handle: Handler) {
    guard let input = progress.takeInput(of: call),
      completion.choices[0].message.toolCalls[call].arguments.isEmpty
    else { return }
    input.bytes.withUnsafeBufferPointer {
      add(
        $0, to: .arguments(choice: 0, call: call), from: input.source, isString: input.isString,
        handle)
    }
  }

  // MARK: - Deltas

  private func delta(
    _ tape: Tape, _ delta: Int, at index: Int?, _ source: Source, _ handle: Handler
  ) {
    guard let choice = place(ofChoice: 0) else { return }
    // As long as no block begins, the same delta does the same.
    effects.isSingular = false
    if let text = tape.field("text", of: delta), tape.kind(text) == .string {
      guard progress.takesText(at: index) else {
        return fail(
          ProviderError(kind: .unreadable, message: "deltas of two blocks are mixed"), handle)
      }
      add(tape, text, to: .text(choice: choice), source, handle)
    } else if let piece = tape.field("partial_json", of: delta), tape.kind(piece) == .string {
      input(tape, piece, at: index, choice, source, handle)
    } else if let text = tape.field("thinking", of: delta), tape.kind(text) == .string {
      add(tape, text, to: .reasoning(choice: choice), source, handle)
    } else if case .call(let call) = progress.block(at: index) {
      let name = completion.choices[choice].message.toolCalls[call].name
      let type = tape.string("type", of: delta) ?? "without a type"
      fail(.unreadArguments(name, "a delta of the type '\(type)'"), handle)
    } else if !Self.silentDeltas.contains(tape.string("type", of: delta) ?? ""),
      tape.holdsSomething(delta)
    {
      note(unread: "a delta of the type '\(tape.string("type", of: delta) ?? "")'", choice)
    }
  }

  /// Deltas that bring nothing of the answer.
  private static let silentDeltas = [
    "signature_delta", "citations_delta", "text_delta", "thinking_delta", "input_json_delta",
  ]

  /// A piece of a call's arguments. An empty one is no arguments: the `input` counts then.
  private func input(
    _ tape: Tape, _ piece: Int, at index: Int?, _ choice: Int, _ source: Source, _ handle: Handler
  ) {
    guard !tape.text(piece).isEmpty else { return }
    let call: Int
    switch progress.block(at: index) {
    case .call(let known): call = known
    case .other: return
    case .text, nil:
      // No block of a call has begun: a call without a name, which is none of the tools.
      call = add(CallIdentity.Hint(), choice)
      progress.begin(.call(call), at: index)
      effects.isSingular = true
    }
    add(tape, piece, to: .arguments(choice: choice, call: call), source, handle)
  }

  // MARK: - End

  /// How a message ended, from the message or a `message_delta`.
  private func end(_ tape: Tape, _ node: Int, _ source: Source, _ handle: Handler) {
    guard let choice = place(ofChoice: 0) else { return }
    if let details = tape.field("stop_details", of: node), tape.kind(details) == .object,
      tape.string("type", of: details) == "refusal",
      let why = tape.field("explanation", of: details) ?? tape.field("category", of: details)
    {
      refusal(tape, why, choice, source, handle)
    }
    guard let word = tape.string("stop_reason", of: node), !word.isEmpty else { return }
    end(choice, word, handle)
  }
}
