import AdhereBytes
import AdhereJSON
import AdhereRepair
import AdhereWire

/// Writes calls as items of a response.
///
/// A call that stood in the text becomes a `function_call` item at the end of `output`. The text
/// becomes empty and its message stays: clients know its id from events that have passed already,
/// and the types of the SDKs take an empty text. Where other calls take the place of those that came
/// as calls, those that stay keep their items.
enum ResponsesCalls {
  /// Calls that stood in the text; nil where they have no place.
  static func moved(_ calls: [ToolCall], _ choice: Int, _ answer: BodyEdits.Answer) -> [Edit]? {
    let part = StructuredParts.Part.content(choice: choice)
    // Text that was passed on already stays.
    let pieces = answer.parts.fragments(of: part)
    guard let first = pieces.first(where: { $0.source.lowerBound >= answer.start }),
      let last = pieces.last,
      let text = answer.edits(
        [
          FragmentEdits.TextChange(
            span: first.text.lowerBound..<last.text.upperBound, after: [])
        ], of: part)
    else { return nil }
    let items = calls.enumerated().map {
      ResponseItem($0.element, seed: answer.seed, number: $0.offset)
    }
    if answer.isStream {
      guard let added = ResponseEvents(answer)?.appending(items) else { return nil }
      return text + added
    }
    guard let output = output(of: answer) else { return nil }
    return text + [output.list.appending(items.map { $0.json() })]
  }

  /// Calls in place of those the answer has; nil where they have no place.
  static func replaced(_ calls: [ToolCall], _ choice: Int, _ answer: BodyEdits.Answer) -> [Edit]? {
    var old: [ToolCall] = []
    while true {
      let part = StructuredParts.Part.arguments(choice: choice, call: old.count)
      guard let name = answer.parts.names(of: part).first else { break }
      guard let text = answer.text(of: part), let word = answer.word(at: name) else { return nil }
      old.append(ToolCall(name: word, arguments: text))
    }
    guard let matching = CallMatching(old, calls) else { return nil }
    var out: [Edit] = []
    for (place, new) in matching.kept.enumerated() {
      guard let new else { continue }
      let part = StructuredParts.Part.arguments(choice: choice, call: place)
      guard let own = answer.edits(old[place], to: calls[new], of: part) else { return nil }
      out += own
    }
    let removed = Set(matching.kept.indices.filter { matching.kept[$0] == nil })
    let added = matching.added.mapValues { numbers in
      numbers.map { ResponseItem(calls[$0], seed: answer.seed, number: $0) }
    }
    if removed.isEmpty, added.isEmpty { return out }
    if answer.isStream {
      guard let events = ResponseEvents(answer)?.edits(removed: removed, added: added) else {
        return nil
      }
      return out + events
    }
    guard let output = output(of: answer),
      let places = output.elements(of: Array(old.indices), answer)
    else { return nil }
    return out
      + output.list.edits(
        removed: Set(removed.map { places[$0] }),
        added: Dictionary(
          uniqueKeysWithValues: added.map { (places[$0.key], $0.value.map { $0.json() }) }))
  }

  /// The `output` of a body.
  private static func output(of answer: BodyEdits.Answer) -> ResponseOutput? {
    if let list = answer.parts.toolCalls[0] {
      let span = list.lowerBound - answer.start..<list.upperBound - answer.start
      return ResponseOutput(Array(answer.body[span]), at: span.lowerBound)
    }
    // A stream that turned out to be a body.
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let start = answer.body.starts(with: mark) ? mark.count : 0
    guard answer.start == 0,
      let document = try? JSONDocument(Array(answer.body.dropFirst(start)), options: .anyDepth)
    else { return nil }
    return document.withTape { tape in
      tape.member("output", of: 0).flatMap { ResponseOutput(tape, $0) { $0 + start } }
    }
  }
}

/// Where the items of a response are written.
struct ResponseOutput {
  let list: ListEdits

  /// - Parameter offset: of a byte of the tape's text in the body.
  init?(_ tape: Tape, _ node: Int, _ offset: (Int) -> Int) {
    guard tape.kind(node) == .array else { return nil }
    func place(_ index: Int) -> Range<Int> {
      let span = tape.span(index)
      return offset(span.lowerBound)..<offset(span.upperBound - 1) + 1
    }
    list = ListEdits(elements: tape.children(of: node).map(place), list: place(node))
  }

  /// - Parameters:
  ///   - text: the list.
  ///   - start: where it begins in the body.
  init?(_ text: [UInt8], at start: Int) {
    guard let document = try? JSONDocument(text, options: .anyDepth),
      let output = document.withTape({ ResponseOutput($0, 0) { $0 + start } })
    else { return nil }
    self = output
  }

  /// The element that each call is; nil where one of them is not there.
  func elements(of calls: [Int], _ answer: BodyEdits.Answer) -> [Int]? {
    var out: [Int] = []
    for call in calls {
      let names = answer.parts.names(of: .arguments(choice: 0, call: call)).map {
        $0.source.lowerBound - answer.start
      }
      guard let element = list.elements.firstIndex(where: { names.contains(where: $0.contains) })
      else { return nil }
      out.append(element)
    }
    return out
  }
}

extension BodyEdits.Answer {
  /// What a string of the body says; nil where it has been passed on.
  func word(at place: FragmentPlace) -> String? {
    guard place.source.lowerBound >= start else { return nil }
    let token = Array(body[place.source.lowerBound - start..<place.source.upperBound - start])
    guard let document = try? JSONDocument(token) else { return nil }
    return document.withTape { $0.string(0) }
  }
}
