internal import AdhereJSON

/// The text of a message or delta: content, reasoning, refusal.
extension Assembly {
  func message(
    _ tape: Tape, _ node: Int, _ choice: Int, _ source: Source, _ handle: Handler
  ) {
    var thoughts: Int?
    var hasContent = false
    var next = node + 1
    let end = tape.next(after: node)
    while next < end {
      let key = next
      let value = key + 1
      next = tape.next(after: value)
      switch tape.text(key).count {
      case 4 where tape.isText(key, "role"):
        if completion.choices[choice].message.role == nil, let role = tape.string(value),
          !role.isEmpty
        {
          completion.choices[choice].message.role = role
        }
      case 7 where tape.isText(key, "content"):
        if hasContent, tape.kind(value) != .null {
          fail(
            ProviderError(kind: .unreadable, message: "a message says its content twice"), handle)
        }
        hasContent = tape.kind(value) != .null
        content(tape, value, choice, source, handle)
      case 7 where tape.isText(key, "refusal"): refusal(tape, value, choice, source, handle)
      case 17 where tape.isText(key, "reasoning_content"):
        if tape.kind(value) == .string { thoughts = value }
      case 9 where tape.isText(key, "reasoning"):
        // Some give both, with the same text.
        if thoughts == nil, tape.kind(value) == .string { thoughts = value }
      case 10 where tape.isText(key, "tool_calls"):
        calls(tape, value, choice, source, handle)
      case 13 where tape.isText(key, "function_call"):
        legacyCall(tape, value, choice, source, handle)
      default:
        if tape.holdsText(value) { note(member: key, tape, choice) }
      }
    }
    if let thoughts { add(tape, thoughts, to: .reasoning(choice: choice), source, handle) }
  }

  func content(
    _ tape: Tape, _ node: Int, _ choice: Int, _ source: Source, _ handle: Handler
  ) {
    switch tape.kind(node) {
    case .string, .object:
      // An object is JSON content that the server has parsed.
      add(tape, node, to: .text(choice: choice), source, handle)
    case .array: parts(tape, node, choice, source, handle)
    case .true, .false, .number: note(unread: "content that is no text", choice)
    default: break
    }
  }

  /// Notes a part of a message that cannot be read: it is not nothing.
  func note(unread what: String, _ choice: Int) {
    effects.isSingular = true
    completion.choices[choice].message.note(unread: what)
  }

  /// Notes a member that means nothing to us. It counts where there is nothing else.
  private func note(member key: Int, _ tape: Tape, _ choice: Int) {
    let name = tape.name(key)
    completion.choices[choice].message.note(member: name)
    if Self.namesCalls(name) { note(unread: "the member '\(name)'", choice) }
  }

  /// Whether a member that is not read has its name from calls, however that is written.
  private static func namesCalls(_ name: String) -> Bool {
    let letters = name.lowercased().filter(\.isLetter)
    if ["tools", "function", "functions"].contains(letters) { return true }
    return ["toolcall", "functioncall", "tooluse"].contains { letters.contains($0) }
  }

  /// Content in parts: text, thoughts (Mistral, Databricks), refusals, calls.
  private func parts(
    _ tape: Tape, _ node: Int, _ choice: Int, _ source: Source, _ handle: Handler
  ) {
    for part in tape.children(of: node) {
      switch tape.kind(part) {
      case .string: add(tape, part, to: .text(choice: choice), source, handle)
      case .object: self.part(tape, part, choice, source, handle)
      case .null: break
      default: note(unread: "a part of the content that is no text", choice)
      }
    }
  }

  private func part(
    _ tape: Tape, _ part: Int, _ choice: Int, _ source: Source, _ handle: Handler
  ) {
    let type = tape.word("type", of: part)
    let isThought = type == "thinking" || type == "reasoning"
    if let text = tape.field("text", of: part), tape.kind(text) == .string {
      let target = isThought ? Target.reasoning(choice: choice) : .text(choice: choice)
      return add(tape, text, to: target, source, handle)
    }
    if let refusal = tape.field("refusal", of: part) {
      return self.refusal(tape, refusal, choice, source, handle)
    }
    if type == "tool_use" || type == "tool_call" || type == "function_call" || type == "function" {
      return callPart(tape, part, choice, source, handle)
    }
    if let inner = tape.field("thinking", of: part) ?? tape.field("summary", of: part)
      ?? (isThought ? tape.field("content", of: part) : nil)
    {
      for piece in [inner] + Array(tape.children(of: inner)) {
        let text = tape.kind(piece) == .object ? tape.field("text", of: piece) : piece
        if let text, tape.kind(text) == .string {
          add(tape, text, to: .reasoning(choice: choice), source, handle)
        }
      }
      return
    }
    // Thoughts that the provider keeps to itself, and where an answer came from.
    if isThought || type == "redacted_thinking" || type == "reference" { return }
    if tape.holdsSomething(part) {
      note(unread: type.map { "a part of the type '\($0)'" } ?? "a part without a type", choice)
    }
  }

  func refusal(
    _ tape: Tape, _ node: Int, _ choice: Int, _ source: Source, _ handle: Handler
  ) {
    guard tape.kind(node) != .null, tape.kind(node) != .false else { return }
    let before = completion.choices[choice].message.refusal?.count ?? 0
    if before == 0, tape.text(node).isEmpty { return }
    if completion.choices[choice].message.refusal == nil {
      completion.choices[choice].message.refusal = []
    }
    withText(tape, node) { new in
      completion.choices[choice].message.refusal!.append(contentsOf: new)
      total += new.count
      emit(
        .refusal(
          choice: choice,
          TextFragment(bytes: new, place: place(tape, node, source, new.count, from: before))),
        handle)
    }
  }
}

extension Assembly {
  /// Anthropic's usage: `message_start` tells of the request, `message_delta` of the answer.
  static func usage(_ known: [UInt8]?, with tape: Tape, _ node: Int) -> [UInt8] {
    let new = tape.bytes(node)
    guard let known, let document = try? JSONDocument(known, options: .anyDepth) else { return new }
    return document.withTape { old in
      var writer = JSONWriter()
      writer.beginObject()
      // A member that is null now says nothing of what was told before.
      let told = tape.children(of: node).filter { tape.kind($0 + 1) != .null }
      let named = Set(told.map { tape.name($0) })
      for key in old.children(of: 0) where !named.contains(old.name(key)) {
        writer.key(old.name(key))
        writer.raw(old.bytes(key + 1))
      }
      for key in told {
        writer.key(tape.name(key))
        writer.raw(tape.bytes(key + 1))
      }
      writer.endObject()
      return writer.bytes
    }
  }
}
