internal import AdhereJSON

/// Ollama's own API, whose stream is an object a line: `/api/chat` gives messages, `/api/generate`
/// text. Its calls come whole, each entry one of its own.
extension Assembly {
  func ollama(_ tape: Tape, _ root: Int, _ source: Source, _ handle: Handler) {
    guard let choice = place(ofChoice: 0) else { return }
    var own = source
    own.isWhole = true
    if let message = tape.field("message", of: root), tape.kind(message) == .object {
      self.message(tape, message, choice, own, handle)
      thinking(tape, message, choice, source, handle)
    } else if let text = tape.field("response", of: root), tape.kind(text) == .string {
      add(tape, text, to: .text(choice: choice), source, handle)
      thinking(tape, root, choice, source, handle)
    }
    guard tape.field("done", of: root).map({ tape.kind($0) == .true }) == true else {
      if source.isWhole {
        fail(
          ProviderError(
            kind: .cutOff, message: "Ollama's stream ended without a line that is done"), handle)
      }
      return
    }
    // Older versions give no reason.
    completion.choices[choice].finishReason = tape.string("done_reason", of: root) ?? "done"
    emit(.finished(choice: choice), handle)
  }

  private func thinking(
    _ tape: Tape, _ node: Int, _ choice: Int, _ source: Source, _ handle: Handler
  ) {
    if let text = tape.field("thinking", of: node), tape.kind(text) == .string {
      add(tape, text, to: .reasoning(choice: choice), source, handle)
    }
  }
}
