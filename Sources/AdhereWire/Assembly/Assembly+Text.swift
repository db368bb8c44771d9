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
        isString: tape.kind(node) == .string, isWhole: source.isWhole, handle)
    }
    if effects.events > before { effects.text = (target, node) }
  }

  /// Adds a piece of text that is at `source` in the stream.
  ///
  /// - Parameter isWhole: nothing follows that it could go on with.
  @inline(__always)
  func add(
    _ new: UnsafeBufferPointer<UInt8>, to target: Target, from source: Range<Int>,
    isString: Bool, isWhole: Bool = false, _ handle: Handler
  ) {
    if halves.isEmpty, isWhole || !SurrogateHalves.endsWithHalf(new) {
      put(new, to: target, from: source, isString: isString, handle)
    } else {
      addHalves(new, to: target, from: source, isString: isString, handle)
    }
  }

  /// Adds a piece that may go on with half a character, or end with one.
  private func addHalves(
    _ new: UnsafeBufferPointer<UInt8>, to target: Target, from source: Range<Int>,
    isString: Bool, _ handle: Handler
  ) {
    guard new.count > 0 else {
      return put(new, to: target, from: source, isString: isString, handle)
    }
    var text = Array(new)
    var completesPair = false
    if let half = halves.take(target) {
      if let character = SurrogateHalves.joined(half, new) {
        text.replaceSubrange(0..<3, with: character)
        completesPair = true
      } else {
        put(half: half, to: target, handle)
      }
    }
    let endsWithHalf = text.withUnsafeBufferPointer { SurrogateHalves.endsWithHalf($0) }
    if endsWithHalf {
      halves.hold(Array(text.suffix(3)), of: target)
      text.removeLast(3)
    }
    text.withUnsafeBufferPointer {
      put(
        $0, to: target, from: source, isString: isString, completesPair: completesPair, handle)
    }
  }

  /// Half a character that stayed alone is what it was: no text. It has no place of its own.
  private func put(half: [UInt8], to target: Target, _ handle: Handler) {
    half.withUnsafeBufferPointer {
      put($0, to: target, from: -1..<0, isString: true, handle)
    }
  }

  /// Adds the halves whose others never came.
  func putHalves(_ handle: Handler) {
    while let (target, half) = halves.takeAny() { put(half: half, to: target, handle) }
  }

  private func put(
    _ new: UnsafeBufferPointer<UInt8>, to target: Target, from source: Range<Int>,
    isString: Bool, completesPair: Bool = false, _ handle: Handler
  ) {
    switch target {
    case .text(let choice):
      let before = lengths[choice].text
      lengths[choice].text = before + new.count
      completion.choices[choice].message.append(content: new, keepsText)
      guard new.count > 0 else { return }
      if keepsText { total += new.count }
      emit(
        .text(choice: choice, fragment(new, source, from: before, isString, completesPair)), handle)
    case .reasoning(let choice):
      guard new.count > 0 else { return }
      let before = lengths[choice].reasoning
      lengths[choice].reasoning = before + new.count
      if keepsText {
        total += new.count
        completion.choices[choice].message.reasoning.append(contentsOf: new)
      }
      emit(
        .reasoning(choice: choice, fragment(new, source, from: before, isString, completesPair)),
        handle)
    case .arguments(let choice, let call):
      let before = completion.choices[choice].message.toolCalls[call].append(new, isString)
      total += new.count
      identities[choice].append(new, to: call)
      // The first one is handed over even where it is empty: it is the place of the arguments.
      guard new.count > 0 || before == 0 else { return }
      emit(
        .arguments(
          choice: choice, call: call, fragment(new, source, from: before, isString, completesPair)),
        handle)
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
    _ bytes: UnsafeBufferPointer<UInt8>, _ source: Range<Int>, from start: Int, _ isString: Bool,
    _ completesPair: Bool
  ) -> TextFragment {
    TextFragment(
      bytes: bytes,
      place: FragmentPlace(
        source: source, text: start..<start + bytes.count, isString: isString,
        completesPair: completesPair))
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
