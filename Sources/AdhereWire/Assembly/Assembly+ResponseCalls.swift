internal import AdhereJSON

/// The calls of a response: `function_call` with arguments, `custom_tool_call` with input.
extension Assembly {
  /// An item that is a call.
  func call(
    _ tape: Tape, _ node: Int, _ item: Int, _ stage: ItemStage, _ source: Source,
    _ handle: Handler
  ) {
    guard let call = call(of: item, handle) else { return }
    if completion.choices[0].message.toolCalls[call].id == nil {
      completion.choices[0].message.toolCalls[call].id = items[item].callID ?? items[item].id
    }
    if let name = tape.field("name", of: node) {
      self.name(tape, name, call, source, handle)
    }
    let isCustom = items[item].kind == .customCall
    let text =
      isCustom
      ? tape.field("input", of: node)
      : tape.field("arguments", of: node) ?? tape.member("arguments", of: node)
    guard let text else {
      if stage != .begins, completion.choices[0].message.toolCalls[call].arguments.isEmpty,
        let unread = tape.unreadMember(of: node, besides: Self.callMembers)
      {
        fail(.unreadArguments(completion.choices[0].message.toolCalls[call].name, unread), handle)
      }
      return
    }
    if stage == .begins, tape.kind(text) != .string || !tape.text(text).isEmpty {
      return prefill(tape, text, item, source)
    }
    arguments(tape, text, item, call, stage.copy, source, handle)
  }

  private static let callMembers = [
    "type", "id", "call_id", "name", "status", "namespace", "caller", "created_by", "arguments",
    "input",
  ]

  func callDelta(
    _ event: ItemEvent, _ kind: ResponseItems.Kind, _ source: Source, _ handle: Handler
  ) {
    guard let node = event.tape.field("delta", of: event.root) else {
      return fail(
        ProviderError(
          kind: .unreadable, message: "an event with more of a call's arguments has no delta"),
        handle)
    }
    guard let item = item(event, kind), let call = call(of: item, handle) else { return }
    add(event.tape, node, to: .arguments(choice: 0, call: call), source, handle)
    effects.isSingular = false
  }

  func callDone(
    _ event: ItemEvent, _ kind: ResponseItems.Kind, _ name: StaticString, _ source: Source,
    _ handle: Handler
  ) {
    guard let item = item(event, kind), let call = call(of: item, handle) else { return }
    if let name = event.tape.field("name", of: event.root) {
      self.name(event.tape, name, call, source, handle)
    }
    if let node = event.tape.field(name, of: event.root) {
      arguments(event.tape, node, item, call, .text, source, handle)
    }
  }

  /// The place of an item's call among the calls of the answer.
  private func call(of item: Int, _ handle: Handler) -> Int? {
    if let known = items[item].call { return known }
    guard completion.choices[0].message.toolCalls.count < Self.most.calls else {
      fail(
        ProviderError(kind: .unreadable, message: "more than \(Self.most.calls) calls"), handle)
      return nil
    }
    let call = identities[0].add(CallIdentity.Hint())
    completion.choices[0].message.toolCalls.append(
      ChatToolCall(
        id: items[item].callID ?? items[item].id, index: items[item].index,
        form: items[item].kind == .customCall ? .text : .absent))
    items[item].call = call
    return call
  }

  private func name(_ tape: Tape, _ node: Int, _ call: Int, _ source: Source, _ handle: Handler) {
    guard let name = tape.string(node), !name.isEmpty else { return }
    let known = completion.choices[0].message.toolCalls[call].name
    let place = place(tape, node, source, name.utf8.count)
    if known.isEmpty {
      completion.choices[0].message.toolCalls[call].name = name
      emit(.call(choice: 0, call: call, place), handle)
    } else if known == name {
      emit(.nameCopy(choice: 0, call: call, place), handle)
    } else {
      fail(
        ProviderError(
          kind: .unreadable, message: "the response names a call twice, and not the same each time"),
        handle)
    }
  }

  /// Arguments that are given whole.
  private func arguments(
    _ tape: Tape, _ node: Int, _ item: Int, _ call: Int, _ copy: CopyNumber, _ source: Source,
    _ handle: Handler
  ) {
    let known = completion.choices[0].message.toolCalls[call]
    let part = StructuredParts.Part.arguments(choice: 0, call: call)
    guard tape.kind(node) != .null else {
      // No arguments, but this is the place for them.
      guard known.arguments.isEmpty, known.form == .absent else { return }
      let empty = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
      return emit(
        .arguments(
          choice: 0, call: call,
          TextFragment(bytes: empty, place: place(tape, node, source, 0))), handle)
    }
    let isEmpty = tape.kind(node) == .string && tape.text(node).isEmpty
    if known.arguments.isEmpty, !isEmpty || !items[item].hasPlace {
      items[item].hasPlace = true
      add(tape, node, to: .arguments(choice: 0, call: call), source, handle)
    } else {
      repeated(tape, node, of: part, 0..<known.arguments.count, copy, source, handle)
    }
    confirmPrefilled(item, call, handle)
  }

  // MARK: - Arguments where a call only begins

  private func prefill(_ tape: Tape, _ node: Int, _ item: Int, _ source: Source) {
    withText(tape, node) {
      items[item].prefilled = ResponseItems.Prefilled(
        bytes: Array($0), source: source.range(of: tape.span(node)),
        isString: tape.kind(node) == .string)
    }
  }

  /// The arguments are known to be whole: those of the beginning may be a copy.
  private func confirmPrefilled(_ item: Int, _ call: Int, _ handle: Handler) {
    guard let early = items[item].prefilled else { return }
    items[item].prefilled = nil
    let arguments = completion.choices[0].message.toolCalls[call].arguments
    guard early.bytes == arguments else { return }
    emit(
      .copy(
        StructuredParts.Copy(
          of: .arguments(choice: 0, call: call), number: CopyNumber.beginning.rawValue),
        FragmentPlace(
          source: early.source, text: 0..<arguments.count, isString: early.isString)), handle)
  }

  /// Arguments that were said nowhere but where their call began.
  func takePrefilled(_ handle: Handler) {
    for item in items.all.indices {
      guard let early = items[item].prefilled, let call = items[item].call else { continue }
      items[item].prefilled = nil
      guard completion.choices[0].message.toolCalls[call].arguments.isEmpty else { continue }
      early.bytes.withUnsafeBufferPointer {
        add(
          $0, to: .arguments(choice: 0, call: call), from: early.source, isString: early.isString,
          handle)
      }
    }
  }
}
