import AdhereBytes
import AdhereJSON
import AdhereWire

/// The events of a streamed message that have not been passed on, with the places that edits need.
///
/// Searched only where calls move or are replaced, which is rare: nothing is kept for it while the
/// stream runs.
struct MessageEvents {
  enum Kind {
    case start, delta, stop, messageDelta, messageStop, other
  }

  struct Event {
    var kind = Kind.other
    /// Where it begins and ends, in the bytes that were searched.
    var range = 0..<0
    /// It has a line with its name.
    var isNamed = false
    var index: Int?
    var indexPlace: Range<Int>?
    /// Of a beginning: the block's type, its place, and the members of a call.
    var type = ""
    var block: Range<Int>?
    var name: (text: String, place: Range<Int>)?
    var input: (text: [UInt8], place: Range<Int>)?
    /// Of a delta: all of it, and the string that is its text or a piece of a call's input.
    var delta: Range<Int>?
    var text: Range<Int>?
    var piece: (text: [UInt8], place: Range<Int>)?
    /// Of a `message_delta`.
    var stopReason: (text: String?, place: Range<Int>)?
  }

  /// A block all of whose events are there.
  struct Block {
    var index: Int
    var type: String
    /// Numbers of its events; the first one begins it.
    var events: [Int]
  }

  private(set) var events: [Event] = []
  /// In the order in which they began.
  private(set) var blocks: [Block] = []
  /// The deltas of text.
  private(set) var texts: [Int] = []
  /// A piece of input belongs to no block of a call: the reader made a call of it.
  private(set) var hasLostPieces = false
  /// The highest number of a block.
  private(set) var lastIndex = -1

  /// Nil where an event cannot be read as it is.
  init?(_ body: UnsafeBufferPointer<UInt8>) {
    var found: [Event] = []
    let isRead = HeldEvents.read(body) { event, tape in
      var own = Event()
      own.range = event.range
      own.isNamed = !event.name.isEmpty
      if let tape { own.read(tape, event) }
      found.append(own)
    }
    guard isRead else { return nil }
    for number in found.indices {
      // A line feed behind a carriage return belongs to the event before it.
      let end = number + 1 < found.count ? found[number + 1].range.lowerBound : body.count
      found[number].range = found[number].range.lowerBound..<end
    }
    events = found
    group()
  }

  private mutating func group() {
    var open: [Int: Int] = [:]
    // The block that began last, as the reader of streams has it.
    var last = -1
    for (number, event) in events.enumerated() {
      if let index = event.index { lastIndex = max(lastIndex, index) }
      switch event.kind {
      case .start:
        last = event.index ?? last + 1
        lastIndex = max(lastIndex, last)
        open[last] = blocks.count
        blocks.append(Block(index: last, type: event.type, events: [number]))
      case .delta, .stop:
        if event.text != nil { texts.append(number) }
        let block = open[event.index ?? last]
        if let block { blocks[block].events.append(number) }
        if event.piece?.text.isEmpty == false, block.map({ blocks[$0].type }) ?? "text" == "text" {
          hasLostPieces = true
        }
      case .messageDelta, .messageStop, .other: break
      }
    }
  }

  /// The number of the event before which further blocks can be written; nil where there is none.
  var end: Int? {
    events.firstIndex { $0.kind == .messageDelta } ?? events.firstIndex { $0.kind == .messageStop }
  }
}

extension MessageEvents.Event {
  fileprivate mutating func read(_ tape: Tape, _ event: ServerSentEvent) {
    func place(_ node: Int) -> Range<Int> { event.place(tape, node) }
    func text(_ node: Int) -> [UInt8] {
      tape.kind(node) == .string ? StringText.decode(tape, node) : tape.bytes(node)
    }
    index = tape.integer("index", of: 0)
    indexPlace = tape.member("index", of: 0).map(place)
    switch tape.string("type", of: 0) {
    case "content_block_start":
      kind = .start
      guard let node = tape.field("content_block", of: 0) else { return }
      type = tape.string("type", of: node) ?? ""
      block = place(node)
      name = tape.member("name", of: node).map { (tape.string($0) ?? "", place($0)) }
      input = tape.member("input", of: node).map { (text($0), place($0)) }
    case "content_block_delta":
      kind = .delta
      guard let node = tape.field("delta", of: 0) else { return }
      delta = place(node)
      self.text = tape.field("text", of: node).map(place)
      piece = tape.field("partial_json", of: node).map { (text($0), place($0)) }
    case "content_block_stop": kind = .stop
    case "message_delta":
      kind = .messageDelta
      if let node = tape.field("delta", of: 0), let reason = tape.member("stop_reason", of: node) {
        stopReason = (tape.string(reason), place(reason))
      }
    case "message_stop": kind = .messageStop
    default: break
    }
  }
}
