import AdhereBytes
import AdhereJSON
import AdhereWire

/// The held events of a stream of the Responses API, to leave items out and put others in, as a
/// server would have sent them: later events are numbered anew.
///
/// Read only where calls have to be moved or replaced, which is rare: nothing is kept for it while
/// the stream runs.
struct ResponseEvents {
  private struct Event {
    var range: Range<Int>
    var isNamed: Bool
    var type: String
    /// Values of `output_index` and `sequence_number`, and where they are written.
    var index: (value: Int, place: Range<Int>)?
    var sequence: (value: Int, place: Range<Int>)?
    /// Of its item.
    var id: String?
  }

  private let answer: BodyEdits.Answer
  private var events: [Event] = []
  /// The event with the whole response, and the items there.
  private var last: Int?
  private var output: ResponseOutput?
  private let lineEnd: [UInt8]

  /// Nil where an event cannot be read.
  init?(_ answer: BodyEdits.Answer) {
    self.answer = answer
    lineEnd = Self.lineEnd(of: answer.body)
    var events: [Event] = []
    var last: Int?
    var output: ResponseOutput?
    let isRead = HeldEvents.read(answer.body) { event, tape in
      guard let tape else { return }
      let name = String(decoding: event.name, as: UTF8.self)
      func number(_ member: StaticString) -> (Int, Range<Int>)? {
        guard let node = tape.field(member, of: 0), tape.kind(node) == .number,
          let value = tape.integer(node)
        else { return nil }
        return (value, event.place(tape, node))
      }
      let type = tape.string("type", of: 0) ?? name
      if Self.ends.contains(type), last == nil {
        last = events.count
        output = tape.field("response", of: 0).flatMap { tape.field("output", of: $0) }
          .flatMap { ResponseOutput(tape, $0) { event.offset(of: $0) } }
      }
      events.append(
        Event(
          range: event.range, isNamed: !name.isEmpty, type: type, index: number("output_index"),
          sequence: number("sequence_number"),
          id: tape.word("item_id", of: 0)
            ?? tape.field("item", of: 0).flatMap { tape.word("id", of: $0) }))
    }
    guard isRead, last != nil else { return nil }
    // Of a line end in two bytes the second one comes after the event was handed over.
    for place in events.indices.dropLast() {
      events[place].range = events[place].range.lowerBound..<events[place + 1].range.lowerBound
    }
    self.events = events
    self.last = last
    self.output = output
  }

  private static let ends: Set<String> = ["response.completed", "response.done"]

  /// The stream with more items at its end; nil where that cannot be done.
  func appending(_ items: [ResponseItem]) -> [Edit]? {
    guard let last, isEventStart(events[last].range.lowerBound) else { return nil }
    let known = events.compactMap { $0.index?.value }.max().map { $0 + 1 } ?? 0
    let first = max(known, output?.list.elements.count ?? 0)
    let sequence = events[last].sequence?.value
    let added = text(items, from: first, sequence, isNamed: events[last].isNamed)
    let place = events[last].range.lowerBound
    var out = [Edit(place..<place, added.bytes)]
    for event in events[last...] { out += renumbered(event, by: added.count) }
    if let output { out.append(output.list.appending(items.map { $0.json() })) }
    return out
  }

  /// The stream without some of its calls, and with others behind those that stay; nil where that
  /// cannot be done.
  func edits(removed: Set<Int>, added: [Int: [ResponseItem]]) -> [Edit]? {
    guard let indexes = indexes(of: removed.union(added.keys)) else { return nil }
    let gone = Set(removed.map { indexes[$0]! })
    let new = Dictionary(uniqueKeysWithValues: added.map { (indexes[$0.key]!, $0.value) })
    func moved(_ index: Int) -> Int {
      index - gone.count { $0 < index }
        + new.reduce(0) { $0 + ($1.key < index ? $1.value.count : 0) }
    }
    var out: [Edit] = []
    var shift = 0
    for (place, event) in events.enumerated() {
      let index = event.index?.value
      if let index, gone.contains(index) {
        out.append(Edit(event.range, []))
        shift -= 1
        continue
      }
      out += renumbered(event, by: shift)
      guard let index, let known = event.index else { continue }
      if moved(index) != index { out.append(Edit(known.place, Array("\(moved(index))".utf8))) }
      guard let items = new[index],
        !events[(place + 1)...].contains(where: { $0.index?.value == index })
      else { continue }
      let end = event.range.upperBound
      guard isEventStart(end) else { return nil }
      let text = text(
        items, from: moved(index) + 1, event.sequence.map { $0.value + shift + 1 },
        isNamed: event.isNamed)
      out.append(Edit(end..<end, text.bytes))
      shift += text.count
    }
    guard let output, !output.list.elements.isEmpty else { return out }
    let calls = Array(removed.union(added.keys))
    guard let places = output.elements(of: calls, answer) else { return nil }
    let place = Dictionary(uniqueKeysWithValues: zip(calls, places))
    return out
      + output.list.edits(
        removed: Set(removed.map { place[$0]! }),
        added: Dictionary(
          uniqueKeysWithValues: added.map { (place[$0.key]!, $0.value.map { $0.json() }) }))
  }

  /// The `output_index` of the items of calls, where each item has its own.
  private func indexes(of calls: Set<Int>) -> [Int: Int]? {
    let begun = events.filter { $0.type == "response.output_item.added" }.map { $0.index?.value }
    guard Set(begun).count == begun.count, !begun.contains(nil), hasOnePlaceForEachID else {
      return nil
    }
    var out: [Int: Int] = [:]
    for call in calls {
      guard let name = answer.parts.names(of: .arguments(choice: 0, call: call)).first else {
        return nil
      }
      let place = name.source.lowerBound - answer.start
      guard let index = events.first(where: { $0.range.contains(place) })?.index?.value else {
        return nil
      }
      out[call] = index
    }
    return Set(out.values).count == out.count ? out : nil
  }

  /// Whether ids and places of items go together, as far as events say both: else an event may be
  /// another item's than its place says.
  private var hasOnePlaceForEachID: Bool {
    var ids: [Int: String] = [:]
    var places: [String: Int] = [:]
    for event in events {
      guard let id = event.id else { continue }
      guard let place = event.index?.value, ids.updateValue(id, forKey: place) ?? id == id,
        places.updateValue(place, forKey: id) ?? place == place
      else { return false }
    }
    return true
  }

  private func renumbered(_ event: Event, by shift: Int) -> [Edit] {
    guard shift != 0, let sequence = event.sequence else { return [] }
    return [Edit(sequence.place, Array("\(sequence.value + shift)".utf8))]
  }

  /// The events of items, as the stream writes its own.
  private func text(
    _ items: [ResponseItem], from index: Int, _ sequence: Int?, isNamed: Bool
  ) -> (bytes: [UInt8], count: Int) {
    var bytes: [UInt8] = []
    var count = 0
    for (number, item) in items.enumerated() {
      for event in item.events(index: index + number, sequence: sequence.map { $0 + count }) {
        if isNamed { bytes += Array("event: \(event.type)".utf8) + lineEnd }
        bytes += Array("data: ".utf8) + event.data + lineEnd + lineEnd
      }
      count += 4
    }
    return (bytes, count)
  }

  /// Whether an event can begin here: the one before it has its blank line.
  private func isEventStart(_ place: Int) -> Bool {
    guard place > 0 else { return true }
    let before = answer.body[..<place].suffix(2 * lineEnd.count)
    return before.elementsEqual(lineEnd + lineEnd)
  }

  private static func lineEnd(of body: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    guard let end = body.firstIndex(where: { $0 == ASCII.lineFeed || $0 == ASCII.carriageReturn })
    else { return [ASCII.lineFeed] }
    if body[end] == ASCII.lineFeed { return [ASCII.lineFeed] }
    let isPair = end + 1 < body.count && body[end + 1] == ASCII.lineFeed
    return isPair ? [ASCII.carriageReturn, ASCII.lineFeed] : [ASCII.carriageReturn]
  }
}
