internal import AdhereJSON

/// Gemini's own API: a candidate is a choice, its parts are text, thoughts and calls. A stream is
/// events, or one array of the same chunks.
extension Assembly {
  func gemini(_ tape: Tape, _ root: Int, _ source: Source, _ handle: Handler) {
    if completion.id == nil { completion.id = tape.string("responseId", of: root) }
    if completion.model == nil { completion.model = tape.string("modelVersion", of: root) }
    if let usage = tape.field("usageMetadata", of: root) { self.usage(tape, usage, handle) }
    if let candidates = tape.field("candidates", of: root), tape.kind(candidates) == .array {
      hasRepeatedIndexes = tape.count(of: candidates) > 1 && tape.repeatsIndexes(candidates)
      for (position, candidate) in tape.children(of: candidates).enumerated()
      where tape.kind(candidate) == .object {
        self.candidate(tape, candidate, position, source, handle)
      }
    }
    if let feedback = tape.field("promptFeedback", of: root),
      let reason = tape.field("blockReason", of: feedback), let choice = place(ofChoice: 0)
    {
      // The prompt was blocked: there is no candidate.
      refusal(tape, reason, choice, source, handle)
      end(choice, tape.text(ofAny: reason), handle)
    }
  }

  private func candidate(
    _ tape: Tape, _ candidate: Int, _ position: Int, _ source: Source, _ handle: Handler
  ) {
    let number = tape.integer("index", of: candidate)
    // Some give all candidates of one body the same index; the chunks of a list share them rightly.
    let known =
      hasRepeatedIndexes
      ? place(ofChoice: number, position, source) : place(ofChoice: number ?? position)
    guard let choice = known else {
      return fail(
        ProviderError(kind: .unreadable, message: "more than \(Self.most.choices) choices"), handle)
    }
    if let content = tape.field("content", of: candidate) {
      if completion.choices[choice].message.role == nil {
        completion.choices[choice].message.role = tape.string("role", of: content)
      }
      if let parts = tape.field("parts", of: content) {
        for part in tape.children(of: parts) where tape.kind(part) == .object {
          self.part(tape, part, choice, source, handle)
        }
      }
    }
    guard let word = tape.string("finishReason", of: candidate), !word.isEmpty else { return }
    if FinishReason(word: word) == .error {
      let message = tape.string("finishMessage", of: candidate)
      fail(
        ProviderError(
          kind: .server, message: message ?? "finishReason is '\(word)'", code: word), handle)
    }
    end(choice, word, handle)
  }

  /// Members of parts that are read, or are no part of the answer.
  private static let partMembers = [
    "text", "thoughtSignature", "inlineData", "fileData", "executableCode", "codeExecutionResult",
    "functionResponse", "videoMetadata", "partMetadata", "mediaResolution",
  ]

  private func part(
    _ tape: Tape, _ part: Int, _ choice: Int, _ source: Source, _ handle: Handler
  ) {
    if let text = tape.field("text", of: part), tape.kind(text) == .string {
      let isThought = tape.field("thought", of: part).map { tape.kind($0) == .true } ?? false
      add(
        tape, text, to: isThought ? .reasoning(choice: choice) : .text(choice: choice), source,
        handle)
    }
    guard let call = tape.field("functionCall", of: part), tape.kind(call) == .object else {
      if let unread = tape.unreadMember(of: part, besides: Self.partMembers) {
        note(unread: "a part with \(unread)", choice)
      }
      return
    }
    guard tape.member("partialArgs", of: call) == nil, tape.member("willContinue", of: call) == nil
    else {
      return fail(
        ProviderError(
          kind: .unreadable,
          message: "Gemini's function calls in pieces (partialArgs) are not read"), handle)
    }
    // Each part is a whole call.
    var hint = CallIdentity.Hint()
    hint.id = tape.string("id", of: call)
    hint.name = tape.string("name", of: call)
    let number = identities[choice].add(hint)
    guard number < Self.most.calls else {
      return fail(
        ProviderError(kind: .unreadable, message: "more than \(Self.most.calls) calls"), handle)
    }
    completion.choices[choice].message.toolCalls.append(
      ChatToolCall(id: hint.id, name: hint.name ?? ""))
    if let name = tape.field("name", of: call) {
      let count = hint.name?.utf8.count ?? 0
      emit(.call(choice: choice, call: number, place(tape, name, source, count)), handle)
    }
    if let arguments = tape.field("args", of: call) {
      add(tape, arguments, to: .arguments(choice: choice, call: number), source, handle)
    } else if let unread = tape.unreadMember(of: call, besides: ["id", "name"]) {
      fail(.unreadArguments(hint.name, unread), handle)
    } else {
      // No arguments at all is how it writes an empty object.
      let empty = Array("{}".utf8)
      completion.choices[choice].message.toolCalls[number].arguments = empty
      completion.choices[choice].message.toolCalls[number].form = .value
    }
  }
}
