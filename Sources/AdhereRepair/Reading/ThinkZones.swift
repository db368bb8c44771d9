import AdhereBytes

/// The parts of a text in which a model thinks aloud. What they hold is no answer.
enum ThinkZones {
  private static let pairs: [(open: [UInt8], close: [UInt8])] = [
    ("<think>", "</think>"), ("<thinking>", "</thinking>"), ("<reasoning>", "</reasoning>"),
    ("<thought>", "</thought>"), ("<reflection>", "</reflection>"),
    ("[THINK]", "[/THINK]"), ("<|START_THINKING|>", "<|END_THINKING|>"),
    ("◁think▷", "◁/think▷"), ("<seed:think>", "</seed:think>"),
    ("<|channel|>analysis<|message|>", "<|end|>"),
    ("<|channel>thought", "<channel|>"),
    // What came back from a tool, and examples, are no calls either.
    ("<tool_response>", "</tool_response>"), ("<tool_result>", "</tool_result>"),
    ("<function_response>", "</function_response>"), ("<observation>", "</observation>"),
    ("<example>", "</example>"),
  ].map { (Array($0.0.utf8), Array($0.1.utf8)) }

  /// Ascending, not overlapping. One pass.
  static func find(_ text: UnsafePointer<UInt8>, _ end: Int) -> [Range<Int>] {
    var zones: [Range<Int>] = []
    var i = 0
    var inside: (start: Int, close: [UInt8])?
    while true {
      i = ByteScan.next(of: UInt8(ascii: "<"), UInt8(ascii: "["), 0xE2, text, i, end)
      guard i < end else { break }
      guard seconds[Int(text[i + 1])] else {
        i += 1
        continue
      }
      if let open = inside {
        if matches(text, i, end, open.close) {
          i += open.close.count
          zones.append(open.start..<i)
          inside = nil
          continue
        }
      } else if matches(text, i, end, message), isAddressed(text, i) {
        // A message to the user, or to the model itself, shows calls at most.
        inside = (i, messageEnd)
        i += message.count
        continue
      } else if let pair = pairs.firstIndex(where: { matches(text, i, end, $0.open) }) {
        inside = (i, pairs[pair].close)
        i += pairs[pair].open.count
        continue
      } else if zones.isEmpty,
        let pair = pairs.firstIndex(where: { matches(text, i, end, $0.close) }),
        pair < thinkPairs, isOutsideStrings(text, i)
      {
        // The opener was part of the prompt: everything so far was thought.
        i += pairs[pair].close.count
        zones.append(0..<i)
        continue
      }
      i += 1
    }
    if let open = inside { zones.append(open.start..<end) }
    return zones
  }

  /// The bytes that can be second in any of the marks.
  private static let seconds: [Bool] = {
    var seconds = [Bool](repeating: false, count: 256)
    for word in pairs.flatMap({ [$0.open, $0.close] }) + [message, messageEnd] {
      seconds[Int(word[1])] = true
    }
    return seconds
  }()

  private static let message = Array("<|message|>".utf8)
  /// `<|eot|>` or `<|eom|>`.
  private static let messageEnd = Array("<|eo".utf8)
  /// Whether `to=user` or `to=self` is right before `i`.
  private static func isAddressed(_ text: UnsafePointer<UInt8>, _ i: Int) -> Bool {
    ["to=user", "to=self"].contains { (address: StaticString) in
      let count = address.utf8CodeUnitCount
      return i >= count
        && address.withUTF8Buffer { a in (0..<count).allSatisfy { text[i - count + $0] == a[$0] } }
    }
  }

  /// The pairs whose opener may have been part of the prompt.
  private static let thinkPairs = 9

  /// Whether a closing tag can end a thought: it is not in a string.
  private static func isOutsideStrings(_ text: UnsafePointer<UInt8>, _ i: Int) -> Bool {
    if i > 0, text[i - 1] == UInt8(ascii: "\"") || text[i - 1] == UInt8(ascii: "'") { return false }
    var quotes = 0
    for j in 0..<i where text[j] == UInt8(ascii: "\"") { quotes += 1 }
    return quotes.isMultiple(of: 2)
  }

  private static func matches(
    _ text: UnsafePointer<UInt8>, _ i: Int, _ end: Int, _ word: [UInt8]
  ) -> Bool {
    guard i + word.count <= end, text[i + 1] == word[1] else { return false }
    for (offset, b) in word.enumerated() where text[i + offset] != b { return false }
    return true
  }
}
