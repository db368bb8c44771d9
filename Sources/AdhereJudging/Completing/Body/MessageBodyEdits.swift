import AdhereBytes
import AdhereJSON
import AdhereRepair

/// Changes of the blocks of a message that came in one body, which may lie in a line of a batch.
struct MessageBodyEdits {
  private let answer: BodyEdits.Answer
  private let document: JSONDocument
  /// Node of the message.
  private let message: Int
  /// Node of its blocks, or of its text.
  private let content: Int
  /// Where the document begins in the body.
  private let offset: Int

  /// Nil where there is no message.
  init?(_ answer: BodyEdits.Answer) {
    let hasMark = answer.body.starts(with: [0xEF, 0xBB, 0xBF])
    offset = hasMark ? 3 : 0
    let text = UnsafeBufferPointer(rebasing: answer.body.dropFirst(offset))
    guard let document = try? JSONDocument(text, options: .anyDepth) else { return nil }
    self.answer = answer
    self.document = document
    let found: (Int, Int)? = document.withTape { tape in
      let result = tape.field("result", of: 0).flatMap { tape.field("message", of: $0) }
      let response = tape.field("response", of: 0)
      let body = response.flatMap { tape.field("body", of: $0) }
      for node in [0, result, body, response].compactMap({ $0 }) {
        if tape.string("type", of: node) == "message", let list = tape.field("content", of: node) {
          return (node, list)
        }
      }
      return nil
    }
    guard let found else { return nil }
    (message, content) = found
  }

  /// Calls that stood in the text: they take the place of the first block of text, the others go.
  func moving(_ calls: [ToolCall]) -> [Edit]? {
    document.withTape { tape in
      let blocks = calls.enumerated().map { number, call in
        MessagesCalls.block(call, input: call.arguments, seed: answer.seed, number: number)
      }.joined(separator: [ASCII.comma]).map { $0 }
      var edits: [Edit]
      if tape.kind(content) == .string {
        edits = [
          Edit(place(tape, content), [ASCII.leftBracket] + blocks + [ASCII.rightBracket])
        ]
      } else {
        let all = Array(tape.children(of: content))
        let texts = all.indices.filter { isType("text", tape, all[$0]) }
        guard let first = texts.first else { return nil }
        edits = removals(Set(texts.dropFirst()), all, tape)
        edits.append(Edit(place(tape, all[first]), blocks))
      }
      if let reason = tape.member("stop_reason", of: message),
        tape.string(reason) != "tool_use"
      {
        edits.append(Edit(place(tape, reason), Array(#""tool_use""#.utf8)))
      }
      return edits
    }
  }

  /// Calls in place of those of the message.
  func replacing(with calls: [ToolCall]) -> [Edit]? {
    document.withTape { tape in
      let all = Array(tape.children(of: content))
      let blocks = all.indices.filter { isType("tool_use", tape, all[$0]) }
      let old = blocks.map { block in
        ToolCall(
          name: tape.string("name", of: all[block]) ?? "",
          arguments: tape.member("input", of: all[block]).map { tape.bytes($0) } ?? [])
      }
      guard !old.isEmpty, !calls.isEmpty else { return nil }
      let places = CallPlaces.of(calls, among: old)
      var edits = removals(
        Set(blocks.indices.filter { places[$0].isEmpty }.map { blocks[$0] }), all, tape)
      for (number, block) in blocks.enumerated() {
        guard let first = places[number].first else { continue }
        guard let own = rewriting(tape, all[block], old[number], calls[first]) else { return nil }
        edits += own
        let more = places[number].dropFirst().flatMap {
          [ASCII.comma]
            + MessagesCalls.block(
              calls[$0], input: calls[$0].arguments, seed: answer.seed, number: $0)
        }
        let end = place(tape, all[block]).upperBound
        if !more.isEmpty { edits.append(Edit(end..<end, more)) }
      }
      return edits
    }
  }

  private func rewriting(
    _ tape: Tape, _ block: Int, _ old: ToolCall, _ new: ToolCall
  ) -> [Edit]? {
    var edits: [Edit] = []
    if old.name != new.name {
      guard let name = tape.member("name", of: block) else { return nil }
      edits.append(Edit(place(tape, name), JSONWriter.quoted(new.name)))
    }
    if old.arguments != new.arguments {
      guard let input = tape.member("input", of: block) else { return nil }
      edits.append(Edit(place(tape, input), new.arguments))
    }
    return edits
  }

  /// Elements of the content that go, each run of them with one comma.
  private func removals(_ gone: Set<Int>, _ all: [Int], _ tape: Tape) -> [Edit] {
    var edits: [Edit] = []
    var index = 0
    while index < all.count {
      guard gone.contains(index) else {
        index += 1
        continue
      }
      let first = index
      while index < all.count, gone.contains(index) { index += 1 }
      let start = place(tape, all[first]).lowerBound
      if index < all.count {
        edits.append(Edit(start..<place(tape, all[index]).lowerBound, []))
      } else {
        let end = place(tape, all[index - 1]).upperBound
        let from = first > 0 ? place(tape, all[first - 1]).upperBound : start
        edits.append(Edit(from..<end, []))
      }
    }
    return edits
  }

  private func isType(_ type: StaticString, _ tape: Tape, _ block: Int) -> Bool {
    tape.member("type", of: block).map { tape.isText($0, type) } ?? false
  }

  private func place(_ tape: Tape, _ node: Int) -> Range<Int> {
    let span = tape.span(node)
    return span.lowerBound + offset..<span.upperBound + offset
  }
}
