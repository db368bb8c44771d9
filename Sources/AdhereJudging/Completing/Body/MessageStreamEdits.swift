import AdhereBytes
import AdhereJSON
import AdhereRepair

/// Changes of the blocks of a streamed message. Events keep their places and names; a block that is
/// added stands behind the others, in three events of its own.
struct MessageStreamEdits {
  private let answer: BodyEdits.Answer
  private let events: MessageEvents

  /// Nil where an event that is held cannot be read.
  init?(_ answer: BodyEdits.Answer) {
    guard let events = MessageEvents(answer.body) else { return nil }
    self.answer = answer
    self.events = events
  }

  /// Calls that stood in the text. The block of text that the first one stood in becomes its block,
  /// where nothing of it was passed on; other text becomes empty.
  func moving(_ calls: [ToolCall]) -> [Edit]? {
    guard !events.texts.isEmpty else { return nil }
    let host = events.blocks.first { block in
      block.type == "text" && block.events.contains { events.events[$0].text != nil }
    }
    var edits: [Edit] = []
    let hosted = Set(host?.events ?? [])
    for number in events.texts where !hosted.contains(number) {
      edits.append(Edit(events.events[number].text!, Array(#""""#.utf8)))
    }
    var rest = calls[...]
    if let host, let first = rest.popFirst() {
      guard let own = hosting(first, host) else { return nil }
      edits += own
    }
    guard let more = adding(Array(rest), from: calls.count - rest.count) else { return nil }
    edits += more
    if let end = events.end, let reason = events.events[end].stopReason, reason.text != "tool_use" {
      edits.append(Edit(reason.place, Array(#""tool_use""#.utf8)))
    }
    return edits
  }

  /// A block of text becomes that of a call, event by event.
  private func hosting(_ call: ToolCall, _ host: MessageEvents.Block) -> [Edit]? {
    guard let block = events.events[host.events[0]].block else { return nil }
    var edits = [
      Edit(block, MessagesCalls.block(call, input: nil, seed: answer.seed, number: 0))
    ]
    var text: [UInt8]? = call.arguments
    for number in host.events.dropFirst() {
      guard let delta = events.events[number].delta else { continue }
      edits.append(Edit(delta, inputDelta(text ?? [])))
      text = nil
    }
    return edits
  }

  /// Calls in place of those of the message.
  func replacing(with calls: [ToolCall]) -> [Edit]? {
    let blocks = events.blocks.indices.filter { events.blocks[$0].type == "tool_use" }
    let old = blocks.map { call(events.blocks[$0]) }
    let numbers = Dictionary(uniqueKeysWithValues: zip(blocks, blocks.indices))
    guard !events.hasLostPieces, !old.isEmpty, !calls.isEmpty else { return nil }
    let places = CallPlaces.of(calls, among: old)
    var edits: [Edit] = []
    // Every block behind one that goes, or behind a new one, gets another number.
    var shift = 0
    for (number, block) in events.blocks.enumerated() {
      guard let place = numbers[number] else {
        edits += renumbering(block, by: shift)
        continue
      }
      guard let first = places[place].first else {
        edits += block.events.map { Edit(events.events[$0].range, []) }
        shift -= 1
        continue
      }
      edits += renumbering(block, by: shift)
      guard let own = rewriting(block, old[place], calls[first]) else { return nil }
      edits += own
      let more = Array(places[place].dropFirst())
      guard !more.isEmpty else { continue }
      guard let last = block.events.last, events.events[last].kind == .stop else { return nil }
      let end = events.events[last].range.upperBound
      guard isBetween(end) else { return nil }
      var text: [UInt8] = []
      for next in more {
        shift += 1
        text += written(calls[next], number: next, index: block.index + shift, like: last)
      }
      edits.append(Edit(end..<end, text))
    }
    return edits
  }

  /// What a block calls.
  private func call(_ block: MessageEvents.Block) -> ToolCall {
    let first = events.events[block.events[0]]
    let pieces = block.events.dropFirst().flatMap { events.events[$0].piece?.text ?? [] }
    return ToolCall(
      name: first.name?.text ?? "",
      arguments: pieces.isEmpty ? first.input?.text ?? [] : Array(pieces))
  }

  private func rewriting(
    _ block: MessageEvents.Block, _ old: ToolCall, _ new: ToolCall
  ) -> [Edit]? {
    var edits: [Edit] = []
    let first = events.events[block.events[0]]
    if old.name != new.name {
      guard let name = first.name else { return nil }
      edits.append(Edit(name.place, JSONWriter.quoted(new.name)))
    }
    guard old.arguments != new.arguments else { return edits }
    let pieces = block.events.dropFirst().compactMap { events.events[$0].piece }
    guard pieces.contains(where: { !$0.text.isEmpty }) else {
      guard let input = first.input else { return nil }
      return edits + [Edit(input.place, new.arguments)]
    }
    return edits + rewriting(pieces, new.arguments)
  }

  /// Pieces that the new text begins with stay; the next one gets all the rest.
  private func rewriting(
    _ pieces: [(text: [UInt8], place: Range<Int>)], _ text: [UInt8]
  ) -> [Edit] {
    var rest = text[...]
    var isDone = false
    var edits: [Edit] = []
    for (number, piece) in pieces.enumerated() {
      let isLast = number == pieces.count - 1
      if !isDone, rest.starts(with: piece.text), !isLast || rest.count == piece.text.count {
        rest = rest.dropFirst(piece.text.count)
      } else if !isDone || !piece.text.isEmpty {
        edits.append(Edit(piece.place, JSONWriter.quoted(isDone ? [] : Array(rest))))
        isDone = true
      }
    }
    return edits
  }

  private func renumbering(_ block: MessageEvents.Block, by shift: Int) -> [Edit] {
    guard shift != 0 else { return [] }
    return block.events.compactMap { events.events[$0].indexPlace }.map {
      Edit($0, Array("\(block.index + shift)".utf8))
    }
  }

  // MARK: - New blocks

  /// Blocks behind all others.
  private func adding(_ calls: [ToolCall], from number: Int) -> [Edit]? {
    guard !calls.isEmpty else { return [] }
    guard let end = events.end else { return nil }
    let place = events.events[end].range.lowerBound
    guard isBetween(place) else { return nil }
    let text = calls.enumerated().flatMap { offset, call in
      written(
        call, number: number + offset, index: events.lastIndex + 1 + offset, like: end)
    }
    return [Edit(place..<place, text)]
  }

  /// Whether events can be written here: a blank line ended the one before.
  private func isBetween(_ place: Int) -> Bool {
    if place == 0 { return true }
    let before = answer.body[..<place]
    return ["\n\n", "\r\r", "\r\n\r\n"].contains { ends in
      before.count >= ends.utf8.count && before.suffix(ends.utf8.count).elementsEqual(ends.utf8)
    }
  }

  /// The events of a block, framed like another event.
  private func written(_ call: ToolCall, number: Int, index: Int, like model: Int) -> [UInt8] {
    let framing = events.events[model]
    let bytes = answer.body[framing.range]
    let end: String =
      !bytes.contains(ASCII.carriageReturn)
      ? "\n" : bytes.contains(ASCII.lineFeed) ? "\r\n" : "\r"
    var out: [UInt8] = []
    func event(_ type: String, _ rest: (key: StaticString, value: [UInt8])?) {
      var writer = JSONWriter()
      writer.beginObject()
      writer.member("type", type)
      writer.member("index", index)
      if let rest { writer.member(rest.key, raw: rest.value) }
      writer.endObject()
      if framing.isNamed { out += Array("event: \(type)\(end)".utf8) }
      out += Array("data: ".utf8) + writer.bytes + Array("\(end)\(end)".utf8)
    }
    event(
      "content_block_start",
      ("content_block", MessagesCalls.block(call, input: nil, seed: answer.seed, number: number)))
    event("content_block_delta", ("delta", inputDelta(call.arguments)))
    event("content_block_stop", nil)
    return out
  }

  private func inputDelta(_ text: [UInt8]) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("type", "input_json_delta")
    writer.member("partial_json", text)
    writer.endObject()
    return writer.bytes
  }
}
