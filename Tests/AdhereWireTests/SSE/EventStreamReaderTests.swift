import AdhereWire
import Testing

/// The event stream reader against WHATWG HTML, section 9.2.6, at every split.
@Suite struct EventStreamReaderTests {
  struct Event: Equatable, CustomStringConvertible {
    var name = ""
    var data = ""
    var form = "regular"

    var description: String { "\(form) \(name): \(data.debugDescription)" }
  }

  static func read(_ pieces: [[UInt8]], limit: Int = 1 << 20) -> (
    events: [Event], retry: Int?, id: String
  ) {
    var reader = EventStreamReader(maximumEventBytes: limit)
    var events: [Event] = []
    func note(_ event: ServerSentEvent) {
      #expect((0..<8).allSatisfy { event.data.baseAddress![event.data.count + $0] == 0 })
      events.append(
        Event(
          name: String(decoding: event.name, as: UTF8.self),
          data: String(decoding: event.data, as: UTF8.self), form: "\(event.form)"))
    }
    for piece in pieces { piece.withUnsafeBufferPointer { reader.feed($0, note) } }
    reader.finish(note)
    return (events, reader.retry, String(decoding: reader.lastEventID, as: UTF8.self))
  }

  static let cases: [(name: String, stream: String, events: [Event])] = [
    ("one event", "data: a\n\n", [Event(data: "a")]),
    ("no space", "data:a\n\n", [Event(data: "a")]),
    ("only one space is left out", "data:  a\n\n", [Event(data: " a")]),
    ("lines are joined", "data: a\ndata: b\ndata\n\n", [Event(data: "a\nb\n")]),
    ("CR LF", "data: a\r\n\r\ndata: b\r\n\r\n", [Event(data: "a"), Event(data: "b")]),
    ("CR", "data: a\r\rdata: b\r\r", [Event(data: "a"), Event(data: "b")]),
    (
      "mixed ends", "data: a\r\ndata: b\n\r\ndata: c\r\n\n",
      [Event(data: "a\nb"), Event(data: "c")]
    ),
    ("CR before CR LF is a line of its own", "data: a\r\r\n\n", [Event(data: "a")]),
    ("byte order mark", "\u{FEFF}data: a\n\n", [Event(data: "a")]),
    ("a second mark is text", "\u{FEFF}data: \u{FEFF}a\n\n", [Event(data: "\u{FEFF}a")]),
    ("comment", ": hello\n\ndata: a\n: x\n\n", [Event(data: "a")]),
    (
      "name", "event: error\ndata: a\n\ndata: b\n\n",
      [Event(name: "error", data: "a"), Event(data: "b")]
    ),
    ("a name without data is forgotten", "event: x\n\ndata: a\n\n", [Event(data: "a")]),
    ("an id alone is no event", "id: 7\n\n: ping\n\ndata: a\n\n", [Event(data: "a")]),
    ("unknown fields", "foo: bar\nfoo\ndatax: 1\ndata: a\n\n", [Event(data: "a")]),
    ("empty data", "data\n\ndata:\n\n", [Event(data: ""), Event(data: "")]),
    (
      "cut off by the end", "data: a\n\ndata: b",
      [Event(data: "a"), Event(data: "b", form: "unterminated")]
    ),
    ("cut off after its line", "data: b\n", [Event(data: "b", form: "unterminated")]),
    ("a line that is JSON", "{\"error\":1}\n", [Event(data: "{\"error\":1}", form: "bare")]),
    ("nothing", "", []),
    ("white space", "\n\r\n\r", []),
    ("umlauts", "data: äöü€😀\n\n", [Event(data: "äöü€😀")]),
  ]

  @Test(arguments: cases.indices) func `reads the stream at every split`(_ index: Int) {
    let (name, stream, events) = Self.cases[index]
    for pieces in Splitting.all(stream.bytes) {
      #expect(Self.read(pieces).events == events, "\(name), \(pieces.map(\.count))")
    }
  }

  /// An event that ends where the next line shows a new object begins is dispatched while that
  /// line, which came in pieces, is still being read: its memory may not be given back before.
  @Test func `a long line in pieces behind an event without its blank line`() {
    let long = #"{"a":""# + String(repeating: "x", count: 200_000) + #""}"#
    let stream = Array(("data: {\"a\":1}\ndata: " + long + "\n\n").utf8)
    var pieces: [[UInt8]] = []
    for start in stride(from: 0, to: stream.count, by: 50_000) {
      pieces.append(Array(stream[start..<min(start + 50_000, stream.count)]))
    }
    var reader = EventStreamReader(maximumEventBytes: 1 << 20, splitsJSON: true)
    var events: [String] = []
    for piece in pieces {
      piece.withUnsafeBufferPointer { bytes in
        reader.feed(bytes) { events.append(String(decoding: $0.data, as: UTF8.self)) }
      }
    }
    reader.finish { events.append(String(decoding: $0.data, as: UTF8.self)) }
    #expect(events == [#"{"a":1}"#, long])
  }

  @Test func `retry and id are kept`() {
    for pieces in Splitting.all("retry: 1500\nid: a\nretry: 1x\n\nid: b\0c\n\n".bytes) {
      let read = Self.read(pieces)
      #expect(read.retry == 1_500)
      #expect(read.id == "a")
    }
  }

  @Test func `a long event is dropped and told, the next is read`() {
    let long = String(repeating: "x", count: 100)
    for stream in ["data: \(long)\n\ndata: b\n\n", "data: x\ndata: \(long)\n\ndata: b\n\n"] {
      for pieces in Splitting.all(stream.bytes) {
        let events = Self.read(pieces, limit: 50).events
        #expect(events == [Event(form: "tooLong"), Event(data: "b")])
      }
    }
  }

  @Test func `what belongs to no event, or to one that is too long, is not waited with`() {
    let long = String(repeating: "x", count: 100)
    for text in ["no field\n", "no field \(long)", "data: \(long)", "data: a\ndata: \(long)\n"] {
      var reader = EventStreamReader(maximumEventBytes: 50)
      let bytes = text.bytes
      bytes.withUnsafeBufferPointer { reader.feed($0) { _ in } }
      #expect(reader.boundary == bytes.count, "\(text)")
    }
    var reader = EventStreamReader(maximumEventBytes: 50)
    "event: a\nno field\n".bytes.withUnsafeBufferPointer { reader.feed($0) { _ in } }
    #expect(reader.boundary == 0)
  }

  @Test func `ranges cover the stream and places lead back into it`() {
    let stream = "\u{FEFF}: c\r\n\r\ndata: ab\r\ndata:cd\n\n\r\ndata: ef\r\rdata: g".bytes
    for pieces in Splitting.all(stream) {
      var reader = EventStreamReader()
      var end = 0
      func note(_ event: ServerSentEvent) {
        #expect(event.range.lowerBound >= end)
        end = event.range.upperBound
        for (i, byte) in event.data.enumerated() where byte != 0x0A {
          #expect(stream[event.offset(of: i)] == byte)
        }
      }
      for piece in pieces { piece.withUnsafeBufferPointer { reader.feed($0, note) } }
      reader.finish(note)
      #expect(reader.boundary == stream.count)
      #expect(reader.position == stream.count)
    }
  }
}
