internal import AdhereJSON

/// The calls of a message or delta.
extension Assembly {
  func calls(
    _ tape: Tape, _ node: Int, _ choice: Int, _ source: Source, _ handle: Handler
  ) {
    let count = tape.count(of: node)
    if tape.kind(node) == .null || tape.kind(node) == .array && count == 0 {
      emit(.noCalls(choice: choice, place(tape, node, source, 0)), handle)
    }
    guard tape.kind(node) == .array else { return }
    for (position, entry) in tape.children(of: node).enumerated()
    where tape.kind(entry) == .object {
      var parts = CallParts(tape, entry)
      parts.hint.position = position
      parts.hint.count = count
      call(parts, tape, choice, source, handle)
    }
  }

  private func call(
    _ parts: CallParts, _ tape: Tape, _ choice: Int, _ source: Source, _ handle: Handler
  ) {
    var call: Int
    if source.isWhole {
      call = identities[choice].add(parts.hint)
      completion.choices[choice].message.toolCalls.append(
        ChatToolCall(id: parts.hint.id, index: parts.hint.index))
    } else {
      let place = identities[choice].place(parts.hint)
      call = place.call
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
    if completion.choices[choice].message.toolCalls[call].name.isEmpty,
      let name = parts.hint.name
    {
      completion.choices[choice].message.toolCalls[call].name = name
      emit(
        .call(
          choice: choice, call: call, place(tape, parts.nameNode!, source, name.utf8.count)),
        handle)
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
