internal import JSONText

/// Puts a completion together from chunks; a whole body is one chunk. What a chunk brings is
/// told as it is read.
final class Assembly {
  typealias Handler = (ChatStreamEvent) -> Void

  /// Most choices, and most calls of a choice. More is no answer but an attack.
  static let most = (choices: 1_024, calls: 4_096)

  private(set) var completion = ChatCompletion()
  /// Keep the text and the thoughts; else they are only handed over.
  let keepsText: Bool
  /// Most bytes of text and arguments together.
  let limit: Int
  private var identities: [CallIdentity] = []
  private var legacy: [Int?] = []
  private var textLengths: [Int] = []
  private var hasUsage = false
  private(set) var total = 0
  /// There is an error.
  private(set) var hasFailed = false
  /// A chunk held a choice.
  private(set) var hasChoices = false

  init(keepsText: Bool = true, limit: Int = 64 << 20) {
    self.keepsText = keepsText
    self.limit = limit
  }

  /// Where a chunk stands in its stream, and whether it is a whole body.
  struct Source {
    /// Where the chunk's bytes stand in the stream.
    var places: DataPlaces
    var isWhole = false
    var isErrorEvent = false
  }

  var isOverLimit: Bool { total > limit }

  func fail(_ error: ProviderError, _ handle: Handler) {
    // The first error is the cause.
    guard completion.error == nil else { return }
    completion.error = error
    hasFailed = true
    handle(.error(error))
  }

  /// Reads one chunk.
  func apply(_ tape: Tape, at root: Int = 0, _ source: Source, _ handle: Handler) {
    var error: ProviderError?
    if source.isErrorEvent || tape.kind(root) != .object {
      error = ErrorBody.find(tape, root, isEvent: source.isErrorEvent)
    }
    guard tape.kind(root) == .object else {
      if let error { fail(error, tape, root, source, handle) }
      return
    }
    var choices: Int?
    var errorField = false
    var next = root + 1
    let end = tape.next(after: root)
    while next < end {
      let key = next
      next = tape.next(after: key + 1)
      switch tape.text(key).count {
      case 2 where completion.id == nil && tape.isText(key, "id"):
        if let id = tape.string(key + 1), !id.isEmpty { completion.id = id }
      case 5 where tape.isText(key, "model"):
        if completion.model == nil, let model = tape.string(key + 1), !model.isEmpty {
          completion.model = model
        }
      case 5 where tape.isText(key, "usage"): usage(tape, key + 1, handle)
      case 5 where tape.isText(key, "error"): errorField = tape.kind(key + 1) != .null
      case 6 where tape.isText(key, "x_groq"):
        if !hasUsage, let inner = tape.field("usage", of: key + 1) { usage(tape, inner, handle) }
      case 7 where tape.isText(key, "choices"): choices = key + 1
      default: break
      }
    }
    if error == nil, errorField || choices == nil, tape.kind(root) == .object {
      error = ErrorBody.find(tape, root)
    }
    if let choices, tape.kind(choices) == .array {
      for (position, choice) in tape.children(of: choices).enumerated()
      where tape.kind(choice) == .object {
        self.choice(tape, choice, position, source, handle)
      }
    }
    if let error { fail(error, tape, root, source, handle) }
  }

  private func fail(
    _ error: ProviderError, _ tape: Tape, _ root: Int, _ source: Source, _ handle: Handler
  ) {
    if let failed = error.failedGeneration, completion.error == nil,
      let node = failedGeneration(tape, root)
    {
      let span = tape.span(node)
      failed.withUnsafeBufferPointer { bytes in
        handle(
          .failedGeneration(
            TextFragment(
              bytes: bytes,
              place: FragmentPlace(
                source: source.places.offset(of: span.lowerBound)..<source.places.offset(
                  of: span.upperBound - 1) + 1,
                text: 0..<bytes.count, isString: tape.kind(node) == .string))))
      }
    }
    fail(error, handle)
  }

  private func failedGeneration(_ tape: Tape, _ root: Int) -> Int? {
    let object = tape.kind(root) == .array ? root + 1 : root
    if let inner = tape.field("error", of: object),
      let found = tape.field("failed_generation", of: inner)
    {
      return found
    }
    return tape.field("failed_generation", of: object)
  }

  private func usage(_ tape: Tape, _ node: Int, _ handle: Handler) {
    guard tape.kind(node) == .object else { return }
    completion.usage = tape.bytes(node)
    hasUsage = true
    handle(.usage)
  }

  // MARK: - Choices

  private func choice(
    _ tape: Tape, _ node: Int, _ position: Int, _ source: Source, _ handle: Handler
  ) {
    let number = tape.integer("index", of: node) ?? position
    guard let index = place(ofChoice: number) else {
      return fail(
        ProviderError(kind: .unreadable, message: "more than \(Self.most.choices) choices"), handle)
    }
    hasChoices = true
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
      handle(.finished(choice: index))
    }
  }

  private func isEmpty(_ choice: Int) -> Bool {
    let message = completion.choices[choice].message
    return message.toolCalls.isEmpty && textLengths[choice] == 0
  }

  private func place(ofChoice number: Int) -> Int? {
    if let index = completion.choices.firstIndex(where: { $0.index == number }) { return index }
    guard completion.choices.count < Self.most.choices else { return nil }
    completion.choices.append(ChatChoice(index: number))
    identities.append(CallIdentity())
    legacy.append(nil)
    textLengths.append(0)
    return completion.choices.count - 1
  }

  // MARK: - Messages

  private func message(
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
    if let thoughts { reasoning(tape, thoughts, choice, source, handle) }
  }

  private func content(
    _ tape: Tape, _ node: Int, _ choice: Int, _ source: Source, _ handle: Handler
  ) {
    switch tape.kind(node) {
    case .string: break
    case .array:
      // Parts: text, and thoughts (Mistral).
      for part in tape.children(of: node) {
        if tape.kind(part) == .string { content(tape, part, choice, source, handle) }
        guard tape.kind(part) == .object else { continue }
        if let text = tape.field("text", of: part), tape.kind(text) == .string {
          content(tape, text, choice, source, handle)
        } else if let inner = tape.field("thinking", of: part) {
          for piece in [inner] + Array(tape.children(of: inner)) {
            let text = tape.kind(piece) == .object ? tape.field("text", of: piece) : piece
            if let text, tape.kind(text) == .string {
              reasoning(tape, text, choice, source, handle)
            }
          }
        }
      }
      return
    case .object:
      // JSON content that somebody parsed already.
      break
    default: return
    }
    let isString = tape.kind(node) == .string
    if completion.choices[choice].message.content == nil {
      completion.choices[choice].message.content = []
    }
    let before = textLengths[choice]
    let kept = completion.choices[choice].message.content!.count
    append(tape, node, to: &completion.choices[choice].message.content!)
    completion.choices[choice].message.content!.withUnsafeBufferPointer { all in
      let new = UnsafeBufferPointer(rebasing: all[kept...])
      textLengths[choice] = before + new.count
      total += keepsText ? new.count : 0
      guard new.count > 0 else { return }
      handle(
        .text(choice: choice, fragment(new, tape, node, source, from: before, isString)))
    }
    if !keepsText {
      completion.choices[choice].message.content!.removeAll(keepingCapacity: true)
    }
  }

  private func reasoning(
    _ tape: Tape, _ node: Int, _ choice: Int, _ source: Source, _ handle: Handler
  ) {
    let before = completion.choices[choice].message.reasoning.count
    append(tape, node, to: &completion.choices[choice].message.reasoning)
    completion.choices[choice].message.reasoning.withUnsafeBufferPointer { all in
      let new = UnsafeBufferPointer(rebasing: all[before...])
      total += keepsText ? new.count : 0
      guard new.count > 0 else { return }
      handle(.reasoning(choice: choice, fragment(new, tape, node, source, from: before, true)))
    }
    if !keepsText {
      completion.choices[choice].message.reasoning.removeAll(keepingCapacity: true)
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
    append(tape, node, to: &completion.choices[choice].message.refusal!)
    completion.choices[choice].message.refusal!.withUnsafeBufferPointer { all in
      let new = UnsafeBufferPointer(rebasing: all[before...])
      total += new.count
      handle(.refusal(choice: choice, fragment(new, tape, node, source, from: before, true)))
    }
  }

  private func append(_ tape: Tape, _ node: Int, to out: inout [UInt8]) {
    if tape.kind(node) == .string {
      StringText.append(tape, node, to: &out)
    } else {
      out.append(contentsOf: tape.source(node))
    }
  }

  private func fragment(
    _ bytes: UnsafeBufferPointer<UInt8>, _ tape: Tape, _ node: Int, _ source: Source,
    from start: Int, _ isString: Bool
  ) -> TextFragment {
    TextFragment(bytes: bytes, place: place(tape, node, source, bytes.count, from: start))
  }

  private func place(
    _ tape: Tape, _ node: Int, _ source: Source, _ count: Int, from start: Int = 0
  ) -> FragmentPlace {
    let span = tape.span(node)
    return FragmentPlace(
      source: source.places.offset(of: span.lowerBound)..<source.places.offset(
        of: span.upperBound - 1) + 1,
      text: start..<start + count, isString: tape.kind(node) == .string)
  }
}

// MARK: - Calls

extension Assembly {
  private func calls(
    _ tape: Tape, _ node: Int, _ choice: Int, _ source: Source, _ handle: Handler
  ) {
    let count = tape.count(of: node)
    if tape.kind(node) == .null || tape.kind(node) == .array && count == 0 {
      handle(.noCalls(choice: choice, place(tape, node, source, 0)))
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
    if completion.choices[choice].message.toolCalls[call].id == nil {
      completion.choices[choice].message.toolCalls[call].id = parts.hint.id
    }
    go(on: call, parts, tape, choice, source, handle)
  }

  private func legacyCall(
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

  /// Adds what a delta says to its call.
  private func go(
    on call: Int, _ parts: CallParts, _ tape: Tape, _ choice: Int, _ source: Source,
    _ handle: Handler
  ) {
    if completion.choices[choice].message.toolCalls[call].name.isEmpty,
      let name = parts.hint.name
    {
      completion.choices[choice].message.toolCalls[call].name = name
      handle(
        .call(
          choice: choice, call: call, place(tape, parts.nameNode!, source, name.utf8.count)))
    }
    guard let node = parts.arguments else { return }
    guard tape.kind(node) != .null else {
      // Nothing is said, but this is where arguments would stand.
      if completion.choices[choice].message.toolCalls[call].form == .absent {
        let empty = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
        handle(
          .arguments(
            choice: choice, call: call, fragment(empty, tape, node, source, from: 0, false)))
      }
      return
    }
    let isString = tape.kind(node) == .string
    let before = completion.choices[choice].message.toolCalls[call].arguments.count
    if completion.choices[choice].message.toolCalls[call].form == .absent {
      completion.choices[choice].message.toolCalls[call].form = isString ? .string : .value
    }
    append(tape, node, to: &completion.choices[choice].message.toolCalls[call].arguments)
    completion.choices[choice].message.toolCalls[call].arguments.withUnsafeBufferPointer { all in
      let new = UnsafeBufferPointer(rebasing: all[before...])
      total += new.count
      identities[choice].append(new, to: call)
      // The first one is told even where it is empty: it is the place of the arguments.
      guard new.count > 0 || before == 0 else { return }
      handle(
        .arguments(
          choice: choice, call: call,
          fragment(new, tape, node, source, from: before, isString)))
    }
  }

  /// Calls at the end that never got a name or an argument are none.
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

/// What one entry of `tool_calls`, or a `function_call`, says.
private struct CallParts {
  var hint = CallIdentity.Hint()
  /// Node of the name, where the hint has one.
  var nameNode: Int?
  /// Node of the arguments, which may be null; nil where they are missing.
  var arguments: Int?

  init(_ tape: Tape, _ entry: Int) {
    // One pass over the usual members; everything else is looked up where it is needed.
    var function: Int?
    var next = entry + 1
    let end = tape.next(after: entry)
    while next < end {
      let key = next
      let value = key + 1
      next = tape.next(after: value)
      if tape.kind(value) == .null { continue }
      switch tape.text(key).count {
      case 2 where tape.isText(key, "id"):
        if let id = tape.string(value), !id.isEmpty { hint.id = id }
      case 5 where tape.isText(key, "index"): hint.index = tape.integer(value)
      case 8 where tape.isText(key, "function"): function = value
      default: break
      }
    }
    // Fireworks' own type lets `function` be a string: the name.
    if let function, tape.kind(function) == .string {
      nameNode = function
    }
    let inner = function.flatMap { tape.kind($0) == .object ? $0 : nil } ?? entry
    nameNode = nameNode ?? tape.field("name", of: inner)
    hint.name = tape.string(nameNode)
    if hint.name?.isEmpty == true { hint.name = nil }
    arguments =
      tape.field("arguments", of: inner) ?? tape.field("arguments", of: entry)
      ?? tape.field("parameters", of: inner) ?? tape.member("arguments", of: inner)
    if let node = arguments {
      switch tape.kind(node) {
      case .string: hint.hasArguments = !tape.text(node).isEmpty
      case .null: hint.hasArguments = false
      default: hint.hasArguments = true
      }
    }
  }
}
