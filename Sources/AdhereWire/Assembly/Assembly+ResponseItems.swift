internal import AdhereJSON

/// The items of a response: messages, calls, reasoning, and what is none of these.
extension Assembly {
  /// Where an item stands.
  enum ItemStage {
    /// In `output_item.added`.
    case begins
    /// In `output_item.done`.
    case ends
    /// In the whole response, or in a body.
    case whole

    /// The copies of one stage make up a text together.
    var copy: CopyNumber { self == .begins ? .beginning : self == .ends ? .item : .response }
  }

  /// Numbers of the copies of a part, see ``StructuredParts/Copy``.
  enum CopyNumber: Int {
    case beginning, text, part, item, response, joined
  }

  func item(
    _ tape: Tape, _ node: Int, index: Int?, _ stage: ItemStage, _ source: Source,
    _ handle: Handler
  ) {
    let type = tape.string("type", of: node) ?? ""
    let key = ResponseItems.Key(
      kind: ResponseItems.Kind(type: type), index: index, id: tape.word("id", of: node),
      callID: tape.word("call_id", of: node))
    guard let item = place(of: key, stage, source, handle) else { return }
    if items[item].callID == nil { items[item].callID = key.callID }
    if stage != .begins, tape.string("status", of: node) == "incomplete" { hasCutItem = true }
    switch key.kind {
    case .message where ["user", "system", "developer"].contains(tape.word("role", of: node)):
      // What was asked, and not what was answered.
      completion.choices[0].message.note(passed: "a message of the \(tape.word("role", of: node)!)")
    case .message:
      if let role = tape.word("role", of: node) { completion.choices[0].message.role = role }
      items[item].isCommentary = tape.string("phase", of: node) == "commentary"
      texts(tape, tape.field("content", of: node), of: item, .content, stage, source, handle)
    case .reasoning:
      texts(tape, tape.field("summary", of: node), of: item, .summary, stage, source, handle)
      texts(tape, tape.field("content", of: node), of: item, .content, stage, source, handle)
    case .call, .customCall: call(tape, node, item, stage, source, handle)
    case .other:
      completion.choices[0].message.note(passed: type.isEmpty ? "an item without a type" : type)
    }
  }

  /// The item that an event about a text of it names; made where it was not announced.
  func item(_ event: ItemEvent, _ kind: ResponseItems.Kind) -> Int? {
    let key = ResponseItems.Key(kind: kind, index: event.index, id: event.id)
    return items.find(key) ?? (items.all.count < ResponseItems.most ? items.add(key) : nil)
  }

  private func place(
    of key: ResponseItems.Key, _ stage: ItemStage, _ source: Source, _ handle: Handler
  ) -> Int? {
    var found: Int?
    switch stage {
    case .begins:
      // The same id at the same place is the same event once more; anything else begins an item.
      found = key.id == nil ? nil : items.find(key)
      if let item = found, items[item].id != key.id || items[item].index != key.index {
        found = nil
      }
    case .ends: found = items.find(key)
    case .whole: found = source.isWhole ? nil : items.claim(key)
    }
    if let found { return found }
    guard items.all.count < ResponseItems.most else {
      fail(
        ProviderError(
          kind: .unreadable, message: "more than \(ResponseItems.most) items"), handle)
      return nil
    }
    return items.add(key)
  }

  // MARK: - Texts

  private func texts(
    _ tape: Tape, _ list: Int?, of item: Int, _ name: ResponseItems.List, _ stage: ItemStage,
    _ source: Source, _ handle: Handler
  ) {
    guard let list else { return }
    if tape.kind(list) == .string {
      return part(tape, list, of: item, name, 0, stage.copy, source, handle)
    }
    guard tape.kind(list) == .array else { return }
    for (number, part) in tape.children(of: list).enumerated() {
      self.part(tape, part, of: item, name, number, stage.copy, source, handle)
    }
  }

  func contentPart(
    _ event: ItemEvent, _ stage: ItemStage, _ source: Source, _ handle: Handler
  ) {
    guard let part = event.tape.field("part", of: event.root) else { return }
    // Those of reasoning are told by their type.
    let type = event.tape.string("type", of: part) ?? ""
    let kind: ResponseItems.Kind = type == "reasoning_text" ? .reasoning : .message
    guard let item = item(event, kind) else { return }
    self.part(
      event.tape, part, of: item, .content, event.number, stage == .begins ? .beginning : .part,
      source, handle)
  }

  /// A part of an item: an object, or a string.
  func part(
    _ tape: Tape, _ part: Int, of item: Int, _ list: ResponseItems.List, _ number: Int,
    _ copy: CopyNumber, _ source: Source, _ handle: Handler
  ) {
    let type = tape.kind(part) == .object ? tape.string("type", of: part) ?? "" : "text"
    let isMessage = items[item].kind == .message
    if type == "refusal" {
      if let node = tape.field("refusal", of: part) {
        text(tape, node, of: item, list, number, .refusal, copy, source, handle)
      }
    } else if let node = tape.kind(part) == .string ? part : tape.field("text", of: part) {
      text(
        tape, node, of: item, list, number, isMessage ? sink(of: item) : .reasoning, copy, source,
        handle)
    } else if isMessage {
      completion.choices[0].message.note(
        unread: type.isEmpty ? "a part without a type" : "a part of the type '\(type)'")
    }
  }

  /// What a model says on the way to its answer is not the answer.
  private func sink(of item: Int) -> ResponseItems.Sink {
    items[item].isCommentary ? .reasoning : .text
  }

  func delta(
    _ event: ItemEvent, _ kind: ResponseItems.Kind, _ list: ResponseItems.List,
    _ sink: ResponseItems.Sink, _ source: Source, _ handle: Handler
  ) {
    guard let node = event.tape.field("delta", of: event.root),
      event.tape.kind(node) == .string, let item = item(event, kind)
    else { return }
    let sink = sink == .text ? self.sink(of: item) : sink
    guard
      let text = items.text(item, list, event.number)
        ?? begin(item, list, event.number, sink, handle)
    else { return }
    guard items.mayGoOn(item, text) else {
      return fail(
        ProviderError(
          kind: .unreadable, message: "the deltas of two texts of the response are mixed"), handle)
    }
    add(event.tape, node, to: sink, source, handle)
    effects.isSingular = sink == .refusal
  }

  /// Begins a text; nil where there are too many.
  private func begin(
    _ item: Int, _ list: ResponseItems.List, _ number: Int, _ sink: ResponseItems.Sink,
    _ handle: Handler
  ) -> Int? {
    guard items.version < ResponseItems.most else {
      fail(
        ProviderError(
          kind: .unreadable, message: "more than \(ResponseItems.most) texts"), handle)
      return nil
    }
    return items.begin(item, list, number, sink, at: lengths[0].text)
  }

  private func add(
    _ tape: Tape, _ node: Int, to sink: ResponseItems.Sink, _ source: Source, _ handle: Handler
  ) {
    switch sink {
    case .text: add(tape, node, to: .text(choice: 0), source, handle)
    case .reasoning: add(tape, node, to: .reasoning(choice: 0), source, handle)
    case .refusal: refusal(tape, node, 0, source, handle)
    }
  }

  func done(
    _ event: ItemEvent, _ name: StaticString, _ kind: ResponseItems.Kind,
    _ list: ResponseItems.List, _ sink: ResponseItems.Sink, _ source: Source, _ handle: Handler
  ) {
    guard let node = event.tape.field(name, of: event.root), let item = item(event, kind) else {
      return
    }
    let sink = sink == .text ? self.sink(of: item) : sink
    text(event.tape, node, of: item, list, event.number, sink, .text, source, handle)
  }

  /// A text that is given whole.
  private func text(
    _ tape: Tape, _ node: Int, of item: Int, _ list: ResponseItems.List, _ number: Int,
    _ sink: ResponseItems.Sink, _ copy: CopyNumber, _ source: Source, _ handle: Handler
  ) {
    guard tape.kind(node) == .string else { return }
    if let text = items.text(item, list, number) {
      // Reasoning and refusals are not judged, and said once.
      guard items[item].texts[text].sink == .text else { return }
      let range = items.range(item, text, length: lengths[0].text)
      if !range.isEmpty || !items.mayGoOn(item, text) {
        return repeated(tape, node, of: .content(choice: 0), range, copy, source, handle)
      }
    } else {
      guard !tape.text(node).isEmpty || copy == .response,
        begin(item, list, number, sink, handle) != nil
      else { return }
    }
    add(tape, node, to: sink, source, handle)
  }

  /// All the text once more, beside the items, as some servers have it.
  func joined(_ tape: Tape, _ node: Int, _ source: Source, _ handle: Handler) {
    let length = lengths[0].text
    if length > 0 {
      repeated(tape, node, of: .content(choice: 0), 0..<length, .joined, source, handle)
    } else if completion.choices[0].message.toolCalls.isEmpty {
      add(tape, node, to: .text(choice: 0), source, handle)
    }
  }

  // MARK: - Copies

  /// A part that is said once more, which has to be the same: what a client takes must not depend on
  /// which of the two it reads.
  func repeated(
    _ tape: Tape, _ node: Int, of part: StructuredParts.Part, _ range: Range<Int>,
    _ copy: CopyNumber, _ source: Source, _ handle: Handler
  ) {
    withText(tape, node) { new in
      // Nothing is said, so nothing else.
      guard !new.isEmpty || range.isEmpty else { return }
      var place = FragmentPlace(
        source: source.range(of: tape.span(node)), text: range,
        isString: tape.kind(node) == .string)
      switch isSame(new, part, range) {
      case .same: break
      case .unknown, .spaced: place.source = -1..<0
      case .different:
        return fail(
          ProviderError(
            kind: .unreadable,
            message: "the response says an output twice, and not the same each time"), handle)
      }
      emit(.copy(StructuredParts.Copy(of: part, number: copy.rawValue), place), handle)
    }
  }

  /// Most bytes of white space that a copy may have more or less at its ends.
  private static let mostSpace = 64

  private enum Sameness {
    case same
    /// But for white space at the ends.
    case spaced
    case different
    /// The text is not kept.
    case unknown
  }

  private func isSame(
    _ new: UnsafeBufferPointer<UInt8>, _ part: StructuredParts.Part, _ range: Range<Int>
  ) -> Sameness {
    let known: [UInt8]
    switch part {
    case .content:
      let text = completion.choices[0].message.content ?? []
      guard text.count == lengths[0].text else { return .unknown }
      known = text
    case .arguments(_, let call): known = completion.choices[0].message.toolCalls[call].arguments
    case .failedGeneration: return .unknown
    }
    return known.withUnsafeBufferPointer { bytes in
      let old = UnsafeBufferPointer(rebasing: bytes[range])
      if new.isSame(as: old) { return .same }
      guard abs(old.count - new.count) <= Self.mostSpace else { return .different }
      func trimmed(_ text: UnsafeBufferPointer<UInt8>) -> Slice<UnsafeBufferPointer<UInt8>> {
        var rest = text[...]
        while let last = rest.last, last <= 0x20 { rest.removeLast() }
        return rest.drop { $0 <= 0x20 }
      }
      return trimmed(old).elementsEqual(trimmed(new)) ? .spaced : .different
    }
  }
}

extension ResponseItems.Kind {
  init(type: String) {
    switch type {
    case "message": self = .message
    case "function_call": self = .call
    case "custom_tool_call": self = .customCall
    case "reasoning": self = .reasoning
    default: self = .other
    }
  }
}
