internal import AdhereJSON

/// The choices of a chunk.
extension Assembly {
  func choice(
    _ tape: Tape, _ node: Int, _ position: Int, _ source: Source, _ handle: Handler
  ) {
    let number = tape.integer("index", of: node) ?? position
    guard let index = place(ofChoice: number) else {
      return fail(
        ProviderError(kind: .unreadable, message: "more than \(Self.most.choices) choices"), handle)
    }
    var finish: Int?
    var text: Int?
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
        }
      case 4 where tape.isText(key, "text"): text = key + 1
      case 13 where tape.isText(key, "finish_reason"): finish = key + 1
      default: break
      }
    }
    // The older completions API; together.ai gives the text once more beside the delta.
    if !hasMessage, let text, tape.kind(text) == .string {
      content(tape, text, index, source, handle)
    }
    if let finish, let word = tape.string(finish), !word.isEmpty {
      completion.choices[index].finishReason = word
      if FinishReason(word: word) == .error {
        fail(
          ProviderError(kind: .server, message: "finish_reason is '\(word)'", code: word), handle)
      }
      emit(.finished(choice: index), handle)
    }
  }

  private func isEmpty(_ choice: Int) -> Bool {
    completion.choices[choice].message.toolCalls.isEmpty && lengths[choice].text == 0
  }

  private func place(ofChoice number: Int) -> Int? {
    if let index = completion.choices.firstIndex(where: { $0.index == number }) { return index }
    guard completion.choices.count < Self.most.choices else { return nil }
    completion.choices.append(ChatChoice(index: number))
    identities.append(CallIdentity())
    legacy.append(nil)
    lengths.append((0, 0))
    return completion.choices.count - 1
  }
}
