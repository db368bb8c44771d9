import AdhereTestSupport
import Testing

@testable import AdhereWire

/// Events of a response that look like the one before are not parsed again. What comes of them has
/// to be what comes of events that never look alike.
@Suite struct RepeatedResponseEventTests {
  /// Events as OpenAI writes them; `T` is their text, `N` a number that changes.
  static let templates: [(type: String, data: String)] = [
    (
      "response.output_text.delta",
      #""sequence_number":N,"item_id":"msg_1","output_index":0,"content_index":0,"delta":"T","logprobs":[],"obfuscation":"T""#
    ),
    (
      "response.output_text.delta",
      #""sequence_number":N,"item_id":"msg_1","output_index":0,"content_index":1,"delta":"T""#
    ),
    ("response.output_text.delta", #""delta":"T""#),
    (
      "response.function_call_arguments.delta",
      #""sequence_number":N,"item_id":"fc_1","output_index":1,"delta":"T","obfuscation":"T""#
    ),
    (
      "response.function_call_arguments.delta",
      #""sequence_number":N,"item_id":"fc_2","output_index":2,"delta":"T""#
    ),
    (
      "response.custom_tool_call_input.delta",
      #""sequence_number":N,"item_id":"ctc_1","output_index":3,"delta":"T""#
    ),
    (
      "response.reasoning_summary_text.delta",
      #""sequence_number":N,"item_id":"rs_1","output_index":4,"summary_index":0,"delta":"T""#
    ),
    (
      "response.refusal.delta",
      #""sequence_number":N,"item_id":"msg_1","output_index":0,"content_index":2,"delta":"T""#
    ),
    (
      "response.output_item.added",
      #""sequence_number":N,"output_index":N,"item":{"type":"function_call","call_id":"N","name":"f","arguments":""}"#
    ),
    ("response.mood", #""delta":"T""#),
  ]

  static let texts = ["", "a", " word", #"\n"#, #"{\"a\":1"#, "}", #"\u00e9\ud83d\ude00"#, "é"]

  @Test func `what comes of them is the same`() {
    var generator = SplitMix(7)
    for round in 0..<400 {
      let kinds = (0..<(1 + generator.below(3))).map { _ in
        Self.templates[generator.below(Self.templates.count)]
      }
      let isNamed = generator.below(2) == 0
      var plain = ""
      var spaced = ""
      for i in 0..<(2 + generator.below(20)) {
        let kind = kinds[generator.below(kinds.count)]
        var data = kind.data
        while let place = data.firstRange(of: "\"T\"") {
          data.replaceSubrange(
            place, with: "\"\(Self.texts[generator.below(Self.texts.count)])\"")
        }
        data = data.replacing("N", with: "\(generator.below(9))")
        let name = isNamed ? "event: \(kind.type)\n" : ""
        let members = #""type":"\#(kind.type)",\#(data)}"#
        plain += "\(name)data: {\(members)\n\n"
        // One space more in each: none looks like another.
        spaced += "\(name)data: {" + String(repeating: " ", count: i + 1) + members + "\n\n"
      }
      let run = StreamRun(plain)
      #expect(run == StreamRun(spaced), "\(plain)")
      #expect(run == StreamRun(plain.bytes.map { [$0] }), "\(plain)")
      if run != StreamRun(spaced) { return }
      if round % 20 == 0 {
        #expect(run == StreamRun(Splitting.random(plain.bytes, seed: UInt64(round))))
      }
    }
  }

  @Test(arguments: [0, 3, 5, 6]) func `a second one is read without parsing it`(_ kind: Int) {
    let (type, members) = Self.templates[kind]
    func data(_ number: Int) -> String {
      #"{"type":"\#(type)",\#(members)}"#.replacing("\"T\"", with: "\"ab\(number)\"")
        .replacing("N", with: "\(number * 7)")
    }
    let reader = ChatStreamReader()
    reader.feed("event: \(type)\ndata: \(data(1))\n\n".bytes) { _ in }
    var taken = false
    var named = false
    let text = data(12).bytes
    (text + [UInt8](repeating: 0, count: 64)).withUnsafeBufferPointer { padded in
      let bytes = UnsafeBufferPointer(rebasing: padded[..<text.count])
      type.bytes.withUnsafeBufferPointer { name in
        named = reader.assembly.repeated(bytes, event: name, at: 0) { _ in }
      }
      // Under no name it may be something else.
      taken = reader.assembly.repeated(
        bytes, event: UnsafeBufferPointer(start: nil, count: 0), at: 0
      ) { _ in }
    }
    #expect(named && !taken)
  }

  @Test func `texts and items have a bound`() {
    func stream(_ event: (Int) -> String) -> StreamRun {
      StreamRun((0..<5_000).map { "data: \(event($0))\n\n" }.joined())
    }
    let texts = stream {
      #"{"type":"response.output_text.delta","item_id":"m","output_index":0,"content_index":\#($0),"delta":"x"}"#
    }
    #expect(texts.completion.error?.message == "more than 4096 texts")
    let items = stream {
      #"{"type":"response.output_item.added","output_index":\#($0),"item":{"type":"mystery","id":"i\#($0)"}}"#
    }
    #expect(items.completion.error?.message == "more than 4096 items")
    #expect(items.completion.choices[0].message.passedItems == ["mystery"])
  }

  @Test func `nothing goes on after the end`() {
    let delta =
      #"data: {"type":"response.function_call_arguments.delta","item_id":"fc_0","output_index":0,"delta":"x"}"#
      + "\n\n"
    let run = StreamRun(delta + delta + ResponseSample([]).stream() + delta)
    #expect(run.calls.map(\.shown) == ["(xx)"])
  }
}

/// A small source of numbers, the same for the same seed.
private struct SplitMix {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(bound))
  }
}
