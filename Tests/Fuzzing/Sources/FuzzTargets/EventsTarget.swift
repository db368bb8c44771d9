import AdhereWire

/// The first byte says where the stream is cut in two. The events are the same however it is cut.
enum EventsTarget {
  static func run(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return }
    let stream = Array(bytes.dropFirst())
    let cut = stream.count * Int(first) / 256
    for splitsJSON in [false, true] {
      let whole = events([stream], splitsJSON)
      let parts = events([Array(stream[..<cut]), Array(stream[cut...])], splitsJSON)
      precondition(whole == parts, "depends on its pieces")
      precondition(events(stream.map { [$0] }, splitsJSON) == whole, "depends on its pieces")
    }
  }

  private static func events(_ pieces: [[UInt8]], _ splitsJSON: Bool) -> [[UInt8]] {
    var found: [[UInt8]] = []
    var reader = EventStreamReader(maximumEventBytes: 64, splitsJSON: splitsJSON)
    var position = 0
    func note(_ event: ServerSentEvent) {
      precondition(event.range.lowerBound >= 0 && event.data.count <= 64, "out of bounds")
      found.append(Array("\(event.form) \(event.length) ".utf8) + event.name + [0] + event.data)
    }
    for piece in pieces {
      piece.withUnsafeBufferPointer { reader.feed($0) { note($0) } }
      position += piece.count
      precondition(reader.position == position && reader.boundary <= position, "loses its place")
    }
    reader.finish { note($0) }
    return found
  }
}
