import AdhereTestSupport
import Testing

@testable import AdhereWire

/// Events of the Messages API, with another number of blanks before the last brace of each. What is
/// read of them has to be what comes of events that never look alike.
@Suite struct PaddedEventTests {
  private static let texts = [
    "", "a", " word", #"\n"#, #"{\"a\":1"#, "}", "} }", "   ", "é", #"\ud83d"#,
  ]

  private static func stream(_ number: Int, padded: Bool) -> String {
    var generator = SplitMix64(UInt64(number))
    let isCall = number % 2 == 1
    let block =
      isCall
      ? #"{"type":"tool_use","id":"t1","name":"f","input":{}}"# : #"{"type":"text","text":""}"#
    var out = Claude.start + Claude.begin(0, block)
    for i in 0..<Int.random(in: 2..<14, using: &generator) {
      let text = texts[Int.random(in: 0..<texts.count, using: &generator)]
      let delta =
        isCall
        ? #"{"type":"input_json_delta","partial_json":"\#(text)"}"#
        : #"{"type":"text_delta","text":"\#(text)"}"#
      let blanks = String(repeating: " ", count: .random(in: 0..<16, using: &generator))
      // One more in front of each: none looks like another.
      let front = padded ? "" : String(repeating: " ", count: i + 1)
      let rest = #""index":0,"delta":\#(delta)\#(blanks)}"#
      out +=
        "event: content_block_delta\ndata: {\(front)\"type\":\"content_block_delta\",\(rest)\n\n"
    }
    return out + Claude.end(0) + Claude.finish(isCall ? "tool_use" : "end_turn")
  }

  @Test func `what comes of them is the same`() {
    for number in 0..<300 {
      let padded = Self.stream(number, padded: true)
      let run = StreamRun(padded)
      #expect(run == StreamRun(Self.stream(number, padded: false)), "\(padded)")
      #expect(run == StreamRun(padded.bytes.map { [$0] }), "\(padded)")
    }
  }

  @Test func `a second one is read without parsing it`() {
    let reader = ChatStreamReader()
    reader.feed((Claude.start + Claude.begin(0, Claude.text(""))).bytes) { _ in }
    reader.feed(Claude.delta(0, #"{"type":"text_delta","text":"a"}"#).bytes) { _ in }
    func isTaken(_ data: String) -> Bool {
      let text = data.bytes
      return (text + [UInt8](repeating: 0, count: 64)).withUnsafeBufferPointer { padded in
        "content_block_delta".bytes.withUnsafeBufferPointer { name in
          reader.assembly.repeated(
            UnsafeBufferPointer(rebasing: padded[..<text.count]), event: name, at: 0
          ) { _ in }
        }
      }
    }
    let start = #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"b"}"#
    #expect(isTaken(start + "}"))
    #expect(isTaken(start + "         }"))
    #expect(!isTaken(start + "         ,}"))
    #expect(!isTaken(start + "         "))
    #expect(!isTaken(start + "  } }"))
  }
}
