internal import AdhereJSON

/// The choices of a chunk.
extension Assembly {
  func choice(
    _ tape: Tape, _ node: Int, _ position: Int, _ source: Source, _ handle: Handler
  ) {
    guard let index = place(ofChoice: tape.integer("index", of: node), position, source) else {
      return fail(
        ProviderError(kind: .unreadable, message: "more than \(Self.most.choices) choices"), handle)
    }
    var finish: Int?
    var text: Int?
    var error: Int?
    var hasMessage = false
    var next = node + 1
    let end = tape.next(after: node)
    while next < end {
      let key = next
      next = tape.next(after: key + 1)
      switch tape.text(key).count {
      case 5 where tape.isText(key, "delta") && tape.kind(key + 1) == .object:
        hasMessage = true
        message(tape, key + 1, index, source, handle)
      case 7 where tape.isText(key, "message") && tape.kind(key + 1) == .object:
        // Some streams end with the whole message once more.
        effects.isSingular = true
        if source.isWhole || isEmpty(index) {
          hasMessage = true
          message(tape, key + 1, index, source, handle)
        } else {
          again(tape, key + 1, index, source, handle)
        }
      case 4 where tape.isText(key, "text"): text = key + 1
      case 5 where tape.isText(key, "error"): error = key + 1
      case 13 where tape.isText(key, "finish_reason"): finish = key + 1
      default: break
      }
    }
    // The older completions API; together.ai gives the text once more beside the delta.
    if !hasMessage, let text, tape.kind(text) == .string {
      content(tape, text, index, source, handle)
    }
    // OpenRouter: what went wrong upstream, in an answer that is one by its status.
    if let error, ErrorBody.says(tape, error) {
      fail(ErrorBody.read(error, tape, beside: node), handle)
    }
    if let finish, let word = Self.finishWord(tape, finish) {
      self.end(index, word, handle)
    }
  }

  /// A whole message behind deltas: it has to say what they said, and may bring the calls.
  private func again(
    _ tape: Tape, _ message: Int, _ choice: Int, _ source: Source, _ handle: Handler
  ) {
    if completion.choices[choice].message.toolCalls.isEmpty,
      let calls = tape.field("tool_calls", of: message)
    {
      self.calls(tape, calls, choice, source, handle)
    }
    guard keepsText, let text = tape.field("content", of: message), tape.kind(text) == .string,
      !tape.text(text).isEmpty, let known = completion.choices[choice].message.content,
      known.count == lengths[choice].text
    else { return }
    if StringText.decode(tape, text) != known {
      fail(
        ProviderError(
          kind: .unreadable,
          message: "the message at the end of the stream says something else than its deltas"),
        handle)
    }
  }

  /// Ends a choice with the provider's word for it. An answer that was cut off or filtered stays so,
  /// whatever word follows.
  func end(_ choice: Int, _ word: String, _ handle: Handler) {
    let before = completion.choices[choice].finishReason.map { FinishReason(word: $0) }
    if before != .length, before != .contentFilter {
      completion.choices[choice].finishReason = word
    }
    if FinishReason(word: word) == .error {
      fail(
        ProviderError(kind: .server, message: "finish_reason is '\(word)'", code: word), handle)
    }
    emit(.finished(choice: choice), handle)
  }

  /// Whether a chunk brings something for a choice that has not ended, or not begun.
  func awaits(_ tape: Tape) -> Bool {
    guard let choices = tape.field("choices", of: 0), tape.kind(choices) == .array else {
      return false
    }
    return tape.children(of: choices).enumerated().contains { position, choice in
      guard tape.kind(choice) == .object else { return false }
      let number = tape.integer("index", of: choice) ?? position
      return completion.choices.first { $0.index == number }?.finishReason == nil
    }
  }

  private func isEmpty(_ choice: Int) -> Bool {
    completion.choices[choice].message.toolCalls.isEmpty && lengths[choice].text == 0
  }

  /// The word that a choice ended with, also where it is in an object.
  private static func finishWord(_ tape: Tape, _ node: Int) -> String? {
    if let word = tape.string(node) { return word.isEmpty ? nil : word }
    guard tape.kind(node) == .object else { return nil }
    return tape.word("type", of: node) ?? tape.word("reason", of: node)
      ?? tape.word("finish_reason", of: node)
  }

  /// Choices of one body are told apart by their place: some servers give all of them one index.
  func place(ofChoice given: Int?, _ position: Int, _ source: Source) -> Int? {
    let number = given ?? position
    if !source.isWhole, !hasRepeatedIndexes,
      let index = completion.choices.firstIndex(where: { $0.index == number })
    {
      return index
    }
    if !source.isWhole, hasRepeatedIndexes, position < completion.choices.count { return position }
    return newChoice(number)
  }

  /// The place of the choice of this number, which is made where it is new; nil where there are too
  /// many.
  func place(ofChoice number: Int) -> Int? {
    completion.choices.firstIndex { $0.index == number } ?? newChoice(number)
  }

  private func newChoice(_ number: Int) -> Int? {
    guard completion.choices.count < Self.most.choices else { return nil }
    completion.choices.append(ChatChoice(index: number))
    identities.append(CallIdentity())
    legacy.append(nil)
    lengths.append((0, 0))
    return completion.choices.count - 1
  }
}
