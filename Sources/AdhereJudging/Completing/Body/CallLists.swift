import AdhereBytes
import AdhereJSON
import AdhereWire

/// The lists of calls in a stream, one in each event with a part of a call.
///
/// Searched only where calls have to be replaced, which is rare: nothing is kept for it while the
/// stream runs.
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
    places(choice: number, in: body)?.enumerated().map {
      Edit($1, $0 == 0 ? list : Array("[]".utf8))
    }
  }

  /// The lists that hold calls, in order; nil where the calls are not in lists, or cannot be found.
  static func places(
    choice number: Int, in body: UnsafeBufferPointer<UInt8>
  ) -> [Range<Int>]? {
    var places: [Range<Int>] = []
    var isKnown = true
    let isRead = HeldEvents.read(body) { event, tape in
      guard let tape, let choices = tape.member("choices", of: 0), tape.kind(choices) == .array
      else { return }
      // Choices of one index are told apart by their place, which the next event may not have.
      let indexes = tape.children(of: choices).compactMap { tape.index(of: $0) }
      if Set(indexes).count < indexes.count { isKnown = false }
      for (position, choice) in tape.children(of: choices).enumerated()
      where tape.kind(choice) == .object && (tape.index(of: choice) ?? position) == number {
        guard let delta = tape.member("delta", of: choice) else { continue }
        if let call = tape.member("function_call", of: delta), tape.kind(call) == .object {
          isKnown = false
        }
        guard let calls = tape.member("tool_calls", of: delta), tape.kind(calls) == .array,
          tape.count(of: calls) > 0
        else { continue }
        places.append(event.place(tape, calls))
      }
    }
    return isRead && isKnown && !places.isEmpty ? places : nil
  }
}

extension Tape {
  /// The number of a choice.
  fileprivate func index(of choice: Int) -> Int? {
    guard let node = member("index", of: choice), kind(node) == .number else { return nil }
    return Int(String(decoding: text(node), as: UTF8.self))
  }
}
