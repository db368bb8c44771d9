import AdhereWire
import Foundation
import Testing

/// Chunks that look like the one before are not parsed again. What comes of them has to be what
/// comes of chunks that never look alike.
@Suite struct RepeatedChunkTests {
  /// Chunks as providers write them; `T` is their text, `N` a number that changes.
  static let templates = [
    #"{"id":"c","created":1,"choices":[{"index":0,"delta":{"content":"T"},"finish_reason":null}]}"#,
    #"{"id":"c","created":N,"choices":[{"index":1,"delta":{"content":"T"},"finish_reason":null}],"obfuscation":"T"}"#,
    #"{"id":"c","choices":[{"index":0,"text":"T","logprobs":N,"finish_reason":null,"seed":null,"delta":{"token_id":N,"role":"assistant","content":"T"}}]}"#,
    #"{"choices":[{"index":0,"delta":{"reasoning":"T"}}]}"#,
    #"{"choices":[{"index":0,"delta":{"reasoning_content":"T","reasoning":"T"}}]}"#,
    #"{"choices":[{"index":0,"delta":{"content":"","refusal":"T"}}]}"#,
    #"{"choices":[{"index":0,"delta":{"content":"T","tool_calls":[]}}]}"#,
    #"{"choices":[{"index":0,"text":"T"}]}"#,
    #"{"choices":[{"delta":{"content":[{"type":"text","text":"T"}]}}]}"#,
    #"{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"T"}}]}}]}"#,
    #"{"choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"function":{"arguments":"T"}}]}}]}"#,
    #"{"choices":[{"index":0,"delta":{"tool_calls":[{"function":{"arguments":"T"}}]}}]}"#,
    #"{"choices":[{"index":0,"delta":{"tool_calls":[{"id":"a","function":{"name":"f","arguments":"T"}}]}}]}"#,
    #"{"choices":[{"index":0,"delta":{"tool_calls":[{"id":"b","index":0,"function":{"name":"g","arguments":"T"}}]}}]}"#,
    #"{"choices":[{"index":0,"delta":{"tool_calls":[{"function":{"name":"f","arguments":"T"}}]}}]}"#,
    #"{"choices":[{"index":0,"delta":{"tool_calls":[{"id":"N","index":0,"function":{"arguments":"T"}}]}}]}"#,
    #"{"choices":[{"index":0,"delta":{"function_call":{"arguments":"T"}}}]}"#,
    #"{"choices":[{"index":0,"delta":{"content":"T"}}],"usage":{"total_tokens":N}}"#,
    #"{"choices":[{"index":0,"delta":{"content":"T"},"finish_reason":"stop"}]}"#,
    #"{"choices":[{"index":0,"message":{"content":"T"}}]}"#,
  ]
  static let texts = [
    "", "a", " word", #"\n"#, #"{\"a\":1"#, "}", #"\u00e9\ud83d\ude00"#, "é", #"\ud83d"#, "{}",
    #"\"\\\/\b\f\r\t"#,
  ]
  /// Texts that are no JSON strings, or end one early.
  static let broken = [#"\x"#, "\u{1}", #"","x":""#, #"a" "#]

  @Test func `what comes of them is the same`() {
    var state: UInt64 = 41
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    for round in 0..<600 {
      // Few kinds a stream, so that they come again and again.
      let kinds = (0..<(1 + random(3))).map { _ in Self.templates[random(Self.templates.count)] }
      var plain = ""
      var spaced = ""
      for i in 0..<(2 + random(20)) {
        var chunk = kinds[random(kinds.count)]
        let isBroken = random(60) == 0
        while let place = chunk.range(of: "\"T\"") {
          let text =
            isBroken ? Self.broken[random(Self.broken.count)] : Self.texts[random(Self.texts.count)]
          chunk.replaceSubrange(place, with: "\"\(text)\"")
        }
        chunk = chunk.replacing("N", with: "\(random(99) + 1)")
        plain += "data: \(chunk)\n\n"
        // One space more in each: none looks like another.
        spaced += "data: {" + String(repeating: " ", count: i + 1) + chunk.dropFirst() + "\n\n"
      }
      plain += "data: [DONE]\n\n"
      spaced += "data: [DONE]\n\n"
      let run = StreamRun(plain)
      #expect(run == StreamRun(spaced), "\(plain)")
      #expect(run == StreamRun(plain.bytes.map { [$0] }), "\(plain)")
      if run != StreamRun(spaced) { return }
      if round % 20 == 0 {
        #expect(run == StreamRun(Splitting.random(plain.bytes, seed: UInt64(round))))
      }
    }
  }

  @Test func `places lead back to the bytes`() {
    for text in ["word", #"a\nb"#, "é"] {
      let chunk = Self.templates[0].replacing("\"T\"", with: "\"\(text)\"")
      let bytes = (String(repeating: "data: \(chunk)\n\n", count: 5) + "data: [DONE]\n\n").bytes
      let reader = ChatStreamReader()
      var places: [FragmentPlace] = []
      func note(_ event: ChatStreamEvent) {
        if case .text(_, let fragment) = event { places.append(fragment.place) }
      }
      reader.feed(bytes, note)
      reader.finish(note)
      #expect(places.count == 5)
      var length = 0
      for place in places {
        #expect(Array(bytes[place.source]) == "\"\(text)\"".bytes)
        #expect(place.isString && place.text.lowerBound == length)
        length = place.text.upperBound
      }
    }
  }

  @Test func `forgotten text counts no more, and what comes after it is kept`() {
    let reader = ChatStreamReader()
    let chunk = Self.templates[0].replacing("\"T\"", with: #""ab""#)
    for _ in 0..<3 { reader.feed("data: \(chunk)\n\n".bytes) { _ in } }
    #expect(reader.forgetText() == [6])
    var places: [Range<Int>] = []
    reader.feed("data: \(chunk)\n\n".bytes) { event in
      if case .text(_, let fragment) = event { places.append(fragment.place.text) }
    }
    #expect(reader.completion.choices[0].message.content == "ab".bytes)
    #expect(places == [6..<8])
  }
}
