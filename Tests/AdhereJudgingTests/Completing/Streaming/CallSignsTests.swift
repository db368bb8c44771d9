import Testing

@testable import AdhereJudging

/// The search for beginnings of calls against one that tries every sign at every byte.
@Suite struct CallSignsTests {
  private static let signs = [
    "<tool_call", "<function", "<|python_tag|>", "[TOOL_CALLS]", "<｜tool", "<|tool", "<invoke",
    "functools[", "```", "<|channel|>", "<tools>", "Action:", "{\"name\"", "{\"type\"", "{\"tool",
    "{\"function", "[{\"", "get_weather(", "f(",
  ]

  private static let table = CallSigns.Table(
    names: ["get_weather", "f", ""].map { Array($0.utf8) })

  /// What a text is, from all of it.
  private static func state(of text: [UInt8]) -> CallSigns.State {
    let first = text.first { $0 > 0x20 }
    if let first, [UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "<")].contains(first) {
      return .call
    }
    let signs = signs.map { Array($0.utf8) }
    for sign in signs where text.count >= sign.count {
      for i in 0...text.count - sign.count where text[i...].starts(with: sign) { return .call }
    }
    for sign in signs {
      for count in 1..<sign.count where text.count >= count {
        if text.suffix(count).elementsEqual(sign.prefix(count)) { return .undecided }
      }
    }
    return .text
  }

  @Test func `a text is the same however it is split`() {
    var generator = SystemRandomNumberGenerator()
    let parts =
      Self.signs + ["It's mild: ", "get", "fun", "Act", "a ", "(", "<", "`", "é", "\n", "A"]
    for _ in 0..<200 {
      var text = Array("So ".utf8)
      for _ in 0..<Int.random(in: 0...4, using: &generator) {
        let part = Array(parts.randomElement(using: &generator)!.utf8)
        text += part.prefix(Int.random(in: 0...part.count, using: &generator))
      }
      var signs = CallSigns(Self.table)
      var start = 0
      while start < text.count {
        let end = min(text.count, start + Int.random(in: 1...12, using: &generator))
        text[start..<end].withUnsafeBufferPointer { signs.append($0) }
        start = end
      }
      #expect(signs.state == Self.state(of: text), "\(String(decoding: text, as: UTF8.self))")
    }
  }

  @Test func `white space in a row counts alike however it is split`() {
    var limits = RunawayWatch.Limits()
    limits.whitespace = 9
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<100 {
      let text = (0..<40).map { _ in
        Int.random(in: 0..<6, using: &generator) == 0 ? UInt8(ascii: "a") : UInt8(ascii: " ")
      }
      func verdict(_ size: () -> Int) -> PrefixVerdict {
        var watch = RunawayWatch(limits)
        var start = 0
        while start < text.count {
          let end = min(text.count, start + size())
          let verdict = text[start..<end].withUnsafeBufferPointer { watch.append($0) }
          if case .dead = verdict { return verdict }
          start = end
        }
        return .viable
      }
      let whole = verdict { text.count }
      #expect(verdict { 1 } == whole)
      #expect(verdict { Int.random(in: 1...12, using: &generator) } == whole)
    }
  }
}
