import AdhereBytes
import AdhereJSON
import AdhereWire

/// Reads the events of a stream once more that were held, where calls move or are replaced: that is
/// rare, so nothing is kept for it while the stream runs.
enum HeldEvents {
  /// Hands over each event, with what it holds where that is an object.
  ///
  /// - Parameter body: the events; it begins with a whole one.
  /// - Returns: whether every object could be read.
  static func read(
    _ body: UnsafeBufferPointer<UInt8>, _ look: (ServerSentEvent, Tape?) -> Void
  ) -> Bool {
    var isKnown = true
    var parser = TapeParser(options: .anyDepth)
    func event(_ event: ServerSentEvent) {
      guard event.data.first(where: { !$0.isSpaceOrControl }) == ASCII.leftBrace else {
        return look(event, nil)
      }
      let base = event.data.baseAddress!
      guard parser.parse(padded: base, count: event.data.count) == .complete else {
        isKnown = false
        return look(event, nil)
      }
      look(event, parser.tape(over: base))
    }
    var reader = EventStreamReader(maximumEventBytes: .max / 2, splitsJSON: true)
    reader.feed(body, event)
    reader.finish(event)
    return isKnown
  }
}

extension ServerSentEvent {
  /// Where a node of the event's object is written in the bytes that were read.
  func place(_ tape: Tape, _ node: Int) -> Range<Int> {
    let span = tape.span(node)
    return offset(of: span.lowerBound)..<offset(of: span.upperBound - 1) + 1
  }
}
