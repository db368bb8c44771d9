import AdhereTestSupport
import AdhereWire
import Testing

/// Streams that are made to break the reader, or to fill its memory.
@Suite struct StreamAttackTests {
  @Test func `long lines are read`() {
    let text = String(repeating: "é😀x", count: 40_000)
    let stream = Wire.stream(
      Wire.chunk(#"{"content":"\#(text)"}"#), Wire.chunk("{}", finish: "stop"))
    for seed in 1...3 as ClosedRange<UInt64> {
      #expect(StreamRun(Splitting.random(stream.bytes, seed: seed)).content == text)
    }
  }

  @Test func `ids of every format are kept`() {
    for id in ["gSIMJiOkT", "call_00_abc", "functions.f:0", "toolu_01", "chatcmpl-tool-1", "1"] {
      let run = StreamRun(
        Wire.stream(
          Wire.calls(#"{"index":0,"id":"\#(id)","function":{"name":"f","arguments":"{}"}}"#)))
      #expect(run.calls.first?.id == id)
    }
  }

  @Test func `an event of 100 MB is refused in bounded memory`() {
    let reader = ChatStreamReader()
    var errors: [ProviderError] = []
    func note(_ event: ChatStreamEvent) {
      if case .error(let error) = event { errors.append(error) }
    }
    reader.feed("data: {\"x\":\"".bytes, note)
    let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
    for _ in 0..<100 { reader.feed(piece, note) }
    reader.feed("\"}\n\n".bytes, note)
    reader.feed(Wire.usual(separator: "\n\n").bytes, note)
    reader.finish(note)
    #expect(errors.map(\.kind) == [.unreadable])
    #expect(errors.first?.message.contains("longer than the limit") == true)
  }

  @Test func `text without end is refused`() {
    var options = ChatStreamReader.Options()
    options.maximumBytes = 1_000
    let events = Array(repeating: Wire.event(Wire.chunk(#"{"content":"0123456789"}"#)), count: 200)
    #expect(
      StreamRun([events.joined().bytes], options: options).completion.error?.kind == .unreadable)
    options.keepsText = false
    let run = StreamRun(
      [(events.joined() + Wire.event(Wire.chunk("{}", finish: "stop"))).bytes], options: options)
    #expect(run.completion.error == nil)
    #expect(run.text[0]?.count == 2_000)
  }

  @Test func `deep nesting costs no stack`() {
    let deep = String(repeating: "[", count: 200_000) + String(repeating: "]", count: 200_000)
    let run = StreamRun(
      Wire.stream(
        #"{"id":"c","x":\#(deep),"choices":[{"index":0,"delta":{"content":"a"},"finish_reason":"stop"}]}"#
      ))
    #expect(run.content == "a")
  }

  @Test func `of repeated keys one counts, and nothing breaks`() {
    let run = StreamRun(
      Wire.stream(
        #"{"id":"c","id":"d","choices":[{"index":0,"delta":{"content":"a"},"finish_reason":"length","finish_reason":"stop"}]}"#
      ))
    #expect(run.content == "a" && run.completion.choices[0].finish == .stop)
  }

  @Test func `more choices or calls than any answer has are refused`() {
    let choices = (0..<2_000).map { #"{"index":\#($0),"delta":{"content":"a"}}"# }.joined(
      separator: ",")
    #expect(
      StreamRun(Wire.stream(#"{"choices":[\#(choices)]}"#)).completion.error?.kind == .unreadable)
    let calls = (0..<5_000).map {
      #"{"index":\#($0),"id":"\#($0)","function":{"name":"f","arguments":"{}"}}"#
    }
    #expect(
      StreamRun(Wire.stream(Wire.chunk(#"{"tool_calls":[\#(calls.joined(separator: ","))]}"#)))
        .completion.error?.kind == .unreadable)
  }

  @Test func `bytes of any kind never trap, and do not depend on their split`() {
    var state: UInt64 = 7
    func random(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }
    let words =
      [
        "data: ", "data:", "\n", "\r\n", "\r", "\n\n", "event: error\n", ": c\n", "[DONE]", "{",
        "}", "[", "]",
        Wire.role, Wire.calls(Wire.call), Wire.calls(Wire.first), Wire.end, "\"", "\\u00", "é",
        "\u{FEFF}",
        #"{"error":"x"}"#, "null", "\0", "id: 1\n",
        #"{"choices":[{"delta":{"tool_calls":[{"index":"#,
      ].map(\.bytes) + [[0xFF], [0xC3], [0xF0, 0x9F]]
    for seed in 0..<400 as Range<UInt64> {
      var bytes: [UInt8] = []
      for _ in 0..<(1 + random(25)) { bytes += words[random(words.count)] }
      let whole = StreamRun([bytes])
      #expect(StreamRun(bytes.map { [$0] }) == whole, "\(String(decoding: bytes, as: UTF8.self))")
      #expect(StreamRun(Splitting.random(bytes, seed: seed + 1)) == whole)
      _ = ChatBody(bytes)
      _ = try? ChatRequest(bytes)
    }
  }

  @Test func `streams cut short anywhere end in an error, or in the whole call`() {
    let bytes = Wire.usual(separator: "\n\n").bytes
    for end in bytes.indices {
      let run = StreamRun([Array(bytes[..<end])])
      if run.completion.error == nil { #expect(run.calls.map(\.shown) == Wire.expected) }
    }
  }
}
