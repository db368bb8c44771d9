import AdhereWire
import AdhereJSON

/// The lists of calls that a stream holds, one in each event that says something of calls.
///
/// Looked for only where calls have to be written anew, which is rare: nothing is noted for it
/// while the stream runs.
enum CallLists {
  /// Edits that write these calls in place of a choice's own: the first list of the stream gets all
  /// of them, the others become empty.
  ///
  /// - Parameters:
  ///   - body: the events, from `start` of the stream on; it begins with a whole one.
  ///   - number: the `index` of the choice.
  /// - Returns: nil where the calls are not in lists (`function_call`), or cannot be found.
  static func edits(
    _ list: [UInt8], choice number: Int, in body: UnsafeBufferPointer<UInt8>
  ) -> [Edit]? {
    var places: [Range<Int>] = []
    var isKnown = true
    var parser = TapeParser(
      options: ParseOptions(maximumDepth: .max, duplicateKeys: .ignore))
    func look(_ event: ServerSentEvent) {
      guard event.data.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") else { return }
      let base = event.data.baseAddress!
      guard parser.parse(padded: base, count: event.data.count) == .complete else {
        isKnown = false
        return
      }
      let tape = parser.tape(over: base)
      guard let choices = tape.member("choices", of: 0), tape.kind(choices) == .array else {
        return
      }
      for (position, choice) in tape.children(of: choices).enumerated()
      where tape.kind(choice) == .object && (tape.index(of: choice) ?? position) == number {
        guard let delta = tape.member("delta", of: choice) else { continue }
        if let call = tape.member("function_call", of: delta), tape.kind(call) == .object {
          isKnown = false
        }
        guard let calls = tape.member("tool_calls", of: delta), tape.kind(calls) == .array,
          tape.count(of: calls) > 0
        else { continue }
        let span = tape.span(calls)
        places.append(
          event.offset(of: span.lowerBound)..<event.offset(of: span.upperBound - 1) + 1)
      }
    }
    var reader = EventStreamReader(maximumEventBytes: .max / 2, splitsJSON: true)
    reader.feed(body, look)
    reader.finish(look)
    guard isKnown, !places.isEmpty else { return nil }
    return places.enumerated().map { Edit($1, $0 == 0 ? list : Array("[]".utf8)) }
  }
}

extension Tape {
  /// The number of a choice.
  fileprivate func index(of choice: Int) -> Int? {
    guard let node = member("index", of: choice), kind(node) == .number else { return nil }
    return Int(String(decoding: text(node), as: UTF8.self))
  }
}
