import AdhereTestSupport

/// Damages a text: single bytes, words of all notations, whole stretches.
enum Mutator {
  static func mutate(
    _ text: [UInt8], _ amount: Int, splice other: [UInt8] = [], _ random: inout SplitMix64
  ) -> [UInt8] {
    var text = text
    for _ in 0..<amount { change(&text, other, &random) }
    return text
  }

  private static func change(
    _ text: inout [UInt8], _ other: [UInt8], _ random: inout SplitMix64
  ) {
    let place = random.below(text.count + 1)
    let span = place..<min(text.count, place + 1 + random.below(6))
    switch random.below(11) {
    case 0: text.removeSubrange(span)
    case 1: text.insert(contentsOf: text[span], at: place)
    case 2: text.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
    case 3, 4, 5: text.insert(contentsOf: random.pick(tokens), at: place)
    case 6: text.replaceSubrange(span, with: random.pick(tokens))
    case 7:
      guard text.count > 1 else { return }
      text.swapAt(random.below(text.count), random.below(text.count))
    case 8: text.removeSubrange(place...)
    case 9:
      guard !other.isEmpty else { return }
      text.replaceSubrange(place..., with: other[random.below(other.count)...].prefix(120))
    default:
      // One of the brackets, quotes or commas that are there goes.
      let marks = text.indices.filter { isMark(text[$0]) }
      if !marks.isEmpty { text.remove(at: random.pick(marks)) }
    }
    if text.count > 600 { text.removeSubrange(600...) }
  }

  private static func isMark(_ b: UInt8) -> Bool {
    switch b {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ","), UInt8(ascii: ":"),
      UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"),
      UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\\"):
      true
    default: false
    }
  }

  private static let tokens: [[UInt8]] =
    [
      "\"", "'", "`", "\"\"\"", "“", "”", "‘", "’", "{", "}", "[", "]", "(", ")", ",", ",,", ":",
      "=", "=>", ";", "\\", "\\\"", "\\'", "\\u", "\\ud800", "\\udc00", "\\x41", "\\n", "\n", "\t",
      "\r", "\u{0}", "\u{1}", "\u{C}", "\u{FEFF}", "\u{A0}", "\u{3000}", "\u{FFFD}", "```",
      "```json\n", "<think>", "</think>", "<tool_call>", "</tool_call>", "[TOOL_CALLS]", "<|eot|>",
      "//", "/*", "*/", "#", "True", "None", "null", "NaN", "-Infinity", "undefined", "...", "…",
      "-", "+", ".", "e9", "1_0", "0x1F", "007", "1/3", "2*3", "2**9", "**", "f(", "f(x=1)",
      "dict(",
      "r'", "u\"", "f'{x}'", "\" + \"", "json", " and ", "\"a\":", "'a':", "a:", "\"name\":",
      "\"arguments\":", "{\"a\":1}", "[1,2]", "(1,2)", "ObjectId(", "$", "<", ">", "é", "東", "👩‍🚀",
      "\\_", "  ",
    ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xE2, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90]]
}
