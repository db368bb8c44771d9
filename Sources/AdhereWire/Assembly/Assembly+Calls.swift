internal import AdhereBytes
internal import AdhereJSON

/// The calls of a message or delta.
extension Assembly {
  func calls(
    _ tape: Tape, _ node: Int, _ choice: Int, _ source: Source, _ handle: Handler
  ) {
    let count = tape.count(of: node)
    switch tape.kind(node) {
    case .null: return emit(.noCalls(choice: choice, place(tape, node, source, 0)), handle)
    case .array where count == 0:
      return emit(.noCalls(choice: choice, place(tape, node, source, 0)), handle)
    case .array:
      for (position, entry) in tape.children(of: node).enumerated() {
        self.entry(tape, entry, position, of: count, choice, source, handle)
      }
    case .object:
      // One call without its list, or calls by their number.
      let isNumbered = tape.children(of: node).allSatisfy { key in
        tape.kind(key + 1) == .object && !tape.text(key).isEmpty
          && tape.text(key).allSatisfy { $0.isDigit }
      }
      guard isNumbered else {
        return entry(tape, node, 0, of: 1, choice, source, handle)
      }
      for (position, key) in tape.children(of: node).enumerated() {
        entry(tape, key + 1, position, of: count, choice, source, handle)
      }
    case .string: callsInString(tape, node, choice, source, handle)
    case .true, .number: note(unread: "tool_calls", choice)
    case .false, .key: break
    }
  }

  /// A list of calls that was written as a string. Its parts have no place of their own.
  private func callsInString(
    _ tape: Tape, _ node: Int, _ choice: Int, _ source: Source, _ handle: Handler
  ) {
    let text = StringText.decode(tape, node)
    guard text.contains(where: { !$0.isSpaceOrControl }) else { return }
    guard source.isWhole, let document = try? JSONDocument(text),
      document.withTape({ $0.kind(0) == .array || $0.kind(0) == .object })
    else { return note(unread: "tool_calls, a string", choice) }
    var inner = source
    inner.places = DataPlaces(first: -1)
    document.withTape { calls($0, 0, choice, inner, handle) }
  }

  private func entry(
    _ tape: Tape, _ entry: Int, _ position: Int, of count: Int, _ choice: Int, _ source: Source,
    _ handle: Handler
  ) {
    guard tape.kind(entry) == .object else {
      if tape.holdsSomething(entry) { note(unread: "a call that is no object", choice) }
      return
    }
    var parts = CallParts(tape, entry)
    parts.hint.position = position
    parts.hint.count = count
    if let unread = parts.unread { return note(unread: unread, choice) }
    if let unread = parts.unreadArguments {
      return fail(.unreadArguments(parts.hint.name, unread), handle)
    }
    call(parts, tape, choice, source, handle)
  }

  /// A call that is a part of the content.
  func callPart(
    _ tape: Tape, _ part: Int, _ choice: Int, _ source: Source, _ handle: Handler
  ) {
    let parts = CallParts(tape, part)
    let call = identities[choice].add(parts.hint)
    completion.choices[choice].message.toolCalls.append(ChatToolCall(id: parts.hint.id))
    go(on: call, parts, tape, choice, source, handle)
  }

  private func call(
    _ parts: CallParts, _ tape: Tape, _ choice: Int, _ source: Source, _ handle: Handler
  ) {
    let call: Int
    var parts = parts
    if source.isWhole {
      call = identities[choice].add(parts.hint)
      completion.choices[choice].message.toolCalls.append(
        ChatToolCall(id: parts.hint.id, index: parts.hint.index))
    } else {
      let place = identities[choice].place(parts.hint)
      call = place.call
      parts.continuesName = place.continuesName
      if place.isNew {
        completion.choices[choice].message.toolCalls.append(
          ChatToolCall(id: parts.hint.id, index: parts.hint.index))
      }
    }
    guard call < Self.most.calls else {
      return fail(
        ProviderError(kind: .unreadable, message: "more than \(Self.most.calls) calls"), handle)
    }
    if !identities[choice].isSettled(parts.hint) { effects.isSingular = true }
    if completion.choices[choice].message.toolCalls[call].id == nil {
      completion.choices[choice].message.toolCalls[call].id = parts.hint.id
    }
    go(on: call, parts, tape, choice, source, handle)
  }

  func legacyCall(
    _ tape: Tape, _ node: Int, _ choice: Int, _ source: Source, _ handle: Handler
  ) {
    guard tape.kind(node) == .object else { return }
    let parts = CallParts(tape, node)
    var call = legacy[choice]
    if call == nil {
      call = identities[choice].add(parts.hint)
      legacy[choice] = call
      completion.choices[choice].message.toolCalls.append(ChatToolCall(isLegacy: true))
    }
    go(on: call!, parts, tape, choice, source, handle)
  }

  /// Adds a delta to its call.
  private func go(
    on call: Int, _ parts: CallParts, _ tape: Tape, _ choice: Int, _ source: Source,
    _ handle: Handler
  ) {
    if parts.isCustom, completion.choices[choice].message.toolCalls[call].form == .absent {
      completion.choices[choice].message.toolCalls[call].form = .text
    }
    if let name = parts.hint.name,
      parts.continuesName || completion.choices[choice].message.toolCalls[call].name.isEmpty
    {
      let before = completion.choices[choice].message.toolCalls[call].name.utf8.count
      completion.choices[choice].message.toolCalls[call].name += name
      emit(
        .call(
          choice: choice, call: call,
          place(tape, parts.nameNode!, source, name.utf8.count, from: before)), handle)
    }
    guard let node = parts.arguments else { return }
    guard tape.kind(node) != .null else {
      // No arguments, but this is the place for them.
      if completion.choices[choice].message.toolCalls[call].form == .absent {
        let empty = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
        emit(
          .arguments(
            choice: choice, call: call,
            TextFragment(bytes: empty, place: place(tape, node, source, 0))), handle)
      }
      return
    }
    add(tape, node, to: .arguments(choice: choice, call: call), source, handle)
  }

  /// Drops calls at the end that never got a name or an argument.
  func dropEmptyCalls() {
    for choice in completion.choices.indices {
      while let last = completion.choices[choice].message.toolCalls.last, last.name.isEmpty,
        last.arguments.isEmpty
      {
        completion.choices[choice].message.toolCalls.removeLast()
      }
    }
  }
}
