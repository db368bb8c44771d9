internal import AdhereJSON

/// The text of a message or delta: content, reasoning, refusal.
extension Assembly {
  func message(
    _ tape: Tape, _ node: Int, _ choice: Int, _ source: Source, _ handle: Handler
  ) {
    var thoughts: Int?
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
      case 7 where tape.isText(key, "content"): content(tape, value, choice, source, handle)
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
      default: break
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
    default: break
    }
  }

  /// Content in parts: text, and thoughts (Mistral).
  private func parts(
    _ tape: Tape, _ node: Int, _ choice: Int, _ source: Source, _ handle: Handler
  ) {
    for part in tape.children(of: node) {
      if tape.kind(part) == .string {
        add(tape, part, to: .text(choice: choice), source, handle)
      }
      guard tape.kind(part) == .object else { continue }
      if let text = tape.field("text", of: part), tape.kind(text) == .string {
        add(tape, text, to: .text(choice: choice), source, handle)
      } else if let inner = tape.field("thinking", of: part) {
        for piece in [inner] + Array(tape.children(of: inner)) {
          let text = tape.kind(piece) == .object ? tape.field("text", of: piece) : piece
          if let text, tape.kind(text) == .string {
            add(tape, text, to: .reasoning(choice: choice), source, handle)
          }
        }
      }
    }
  }

  private func refusal(
    _ tape: Tape, _ node: Int, _ choice: Int, _ source: Source, _ handle: Handler
  ) {
    guard tape.kind(node) == .string else { return }
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
