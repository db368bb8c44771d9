internal import AdhereJSON

/// More of a text, from whatever chunk it comes.
extension Assembly {
  /// What a piece of text is more of. Choices and calls by their place in the completion.
  enum Target: Equatable {
    case text(choice: Int)
    case reasoning(choice: Int)
    case arguments(choice: Int, call: Int)
  }

  /// Adds what the node says, or how it is written where it is no string.
  func add(
    _ tape: Tape, _ node: Int, to target: Target, _ source: Source, _ handle: Handler
  ) {
    let before = effects.events
    withText(tape, node) {
      add(
        $0, to: target, from: source.range(of: tape.span(node)),
        isString: tape.kind(node) == .string, handle)
    }
    if effects.events > before { effects.text = (target, node) }
  }

  /// Adds a piece of text that is at `source` in the stream.
  func add(
    _ new: UnsafeBufferPointer<UInt8>, to target: Target, from source: Range<Int>,
    isString: Bool, _ handle: Handler
  ) {
    switch target {
    case .text(let choice):
      let before = lengths[choice].text
      lengths[choice].text = before + new.count
      completion.choices[choice].message.append(content: new, keepsText)
      guard new.count > 0 else { return }
      if keepsText { total += new.count }
      emit(.text(choice: choice, fragment(new, source, from: before, isString)), handle)
    case .reasoning(let choice):
      guard new.count > 0 else { return }
      let before = lengths[choice].reasoning
      lengths[choice].reasoning = before + new.count
      if keepsText {
        total += new.count
        completion.choices[choice].message.reasoning.append(contentsOf: new)
      }
      emit(.reasoning(choice: choice, fragment(new, source, from: before, isString)), handle)
    case .arguments(let choice, let call):
      let before = completion.choices[choice].message.toolCalls[call].append(new, isString)
      total += new.count
      identities[choice].append(new, to: call)
      // The first one is handed over even where it is empty: it is the place of the arguments.
      guard new.count > 0 || before == 0 else { return }
      emit(
        .arguments(
          choice: choice, call: call, fragment(new, source, from: before, isString)), handle)
    }
  }

  /// - Returns: of each choice, the bytes of text that were forgotten.
  func forgetText() -> [Int] {
    completion.choices.indices.map { choice in
      let text = completion.choices[choice].message.content?.count ?? 0
      total -= text + completion.choices[choice].message.reasoning.count
      completion.choices[choice].message.reasoning = []
      if text > 0 { completion.choices[choice].message.content = [] }
      return text
    }
  }

  /// Runs `body` with what a string says, or how another value is written.
  @inline(__always)
  func withText(_ tape: Tape, _ node: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    guard tape.kind(node) == .string else { return body(tape.source(node)) }
    StringText.withDecoded(tape.text(node), hasEscapes: tape[node].hasEscapes, body)
  }

  @inline(__always)
  private func fragment(
    _ bytes: UnsafeBufferPointer<UInt8>, _ source: Range<Int>, from start: Int, _ isString: Bool
  ) -> TextFragment {
    TextFragment(
      bytes: bytes,
      place: FragmentPlace(
        source: source, text: start..<start + bytes.count, isString: isString))
  }

  func place(
    _ tape: Tape, _ node: Int, _ source: Source, _ count: Int, from start: Int = 0
  ) -> FragmentPlace {
    FragmentPlace(
      source: source.range(of: tape.span(node)), text: start..<start + count,
      isString: tape.kind(node) == .string)
  }
}

extension ChatMessage {
  /// There is content from now on, be it empty.
  fileprivate mutating func append(content new: UnsafeBufferPointer<UInt8>, _ keeps: Bool) {
    if content == nil { content = [] }
    if keeps { content!.append(contentsOf: new) }
  }
}

extension ChatToolCall {
  /// - Returns: bytes of the arguments before.
  fileprivate mutating func append(_ new: UnsafeBufferPointer<UInt8>, _ isString: Bool) -> Int {
    let before = arguments.count
    if form == .absent { form = isString ? .string : .value }
    arguments.append(contentsOf: new)
    return before
  }
}
