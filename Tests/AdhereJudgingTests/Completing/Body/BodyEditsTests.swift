import AdhereTestSupport
import AdhereJudging
import AdhereWire
import AdhereJSON
import AdhereRepair
import Testing

/// Only the repaired bytes of an answer change.
@Suite struct BodyEditsTests {
  static let arguments = #"{"city":"Paris","days":1}"#

  /// The envelope the filter writes for a body, and its judgement.
  func envelope(_ body: String, _ contract: CompletionContract) -> (
    text: String, judgement: CompletionJudgement
  ) {
    let judge = StreamJudge(contract)
    var out: [UInt8] = []
    judge.feed(Array(body.utf8), to: &out)
    let judgement = judge.finish(to: &out)
    if judgement.outcome != .error {
      let isStream = body.contains("data: ")
      #expect(throws: Never.self) {
        try Emitted.keep(
          out, api: "chat", isStream: isStream, name: "\(body.hashValue)", raw: Array(body.utf8))
      }
    }
    return (String(decoding: out, as: UTF8.self), judgement)
  }

  /// The bytes before and after what differs are the same by definition; what differs must lie
  /// inside `span`, and the rest be equal.
  func expectOnly(_ old: String, with new: String, changesFrom before: String, to after: String) {
    #expect(new == before.replacing(old, with: after), "\(new)")
  }

  @Test func `a conforming answer stays byte for byte`() throws {
    let contract = try Asked.tools()
    for body in [
      Asked.call(Asked.quoted(Self.arguments)), Asked.call(Self.arguments),
      Asked.stream(pieces: [#"{"city":"Pa"#, #"ris","days":1}"#]),
      Asked.stream(text: ["Hi ", "there"]),
      "\u{FEFF}" + Asked.stream(pieces: [Self.arguments]).replacing("\n", with: "\r\n"),
      ": comment\n\nretry: 5\n" + Asked.stream(pieces: [Self.arguments]) + ": end",
    ] {
      let result = envelope(body, contract)
      #expect(result.text == body)
      #expect([.valid, .noCall].contains(result.judgement.outcome))
    }
  }

  @Test func `a repair in arguments changes its bytes alone`() throws {
    let body = Asked.call(#""{\"c\u0069ty\":\"Par\u00efs \\\"x\\\" 😀\",\"days\":\"1\",}""#)
    let result = envelope(body, try Asked.tools())
    #expect(result.judgement.outcome == .repaired)
    #expect(result.text == body.replacing(#":\"1\",}""#, with: #":1}""#))
  }

  @Test func `arguments that are an object are changed in place`() throws {
    let body = Asked.call(#"{ "city":"Paris", "days":"1" }"#)
    #expect(envelope(body, try Asked.tools()).text == body.replacing(#""1""#, with: "1"))
  }

  @Test func `a name is changed in place`() throws {
    let body = Asked.call(Asked.quoted(Self.arguments), name: "functions.get_weather:0")
    #expect(
      envelope(body, try Asked.tools()).text
        == body.replacing("functions.get_weather:0", with: "get_weather"))
  }

  @Test func `empty arguments of a tool without parameters become an object`() throws {
    let contract = CompletionContract(
      try Contract(
        tools: Array(#"[{"function":{"name":"now","parameters":{"type":"object"}}}]"#.utf8)))
    for written in ["null", #""""#] {
      let body = Asked.call(written, name: "now")
      let result = envelope(body, contract)
      #expect(
        result.text == body.replacing(#""arguments":\#(written)"#, with: #""arguments":"{}""#))
      #expect(result.judgement.outcome == .repaired)
    }
  }

  @Test func `content is changed in its string`() throws {
    let body = Asked.body(#"{"content":"```json\n{\"city\": \"P\u00e4ris\", \"days\": 1}\n```"}"#)
    #expect(
      envelope(body, try Asked.json()).text
        == Asked.body(#"{"content":"{\"city\": \"P\u00e4ris\", \"days\": 1}"}"#))
  }

  @Test func `calls in the text move to tool_calls`() throws {
    let text = Asked.quoted(
      #"<tool_call>{"name":"get_weather","arguments":\#(Self.arguments)}</tool_call>"#)
    for (message, hasMember) in [
      (#"{"content":\#(text)}"#, false), (#"{"content":\#(text),"tool_calls":null}"#, true),
      (#"{"tool_calls":[],"content":\#(text)}"#, true),
    ] {
      let body = Asked.body(message)
      let result = envelope(body, try Asked.tools())
      let completion = ChatBody(Array(result.text.utf8)).completion
      #expect(completion.error == nil)
      #expect(
        completion.choices[0].message.toolCalls.map(\.asked.shown) == [
          "get_weather(\(Self.arguments))"
        ])
      #expect(completion.choices[0].message.content == nil)
      #expect(completion.choices[0].finishReason == "stop")
      let prefix = body.prefix { $0 != "<" }.count - 20
      #expect(result.text.prefix(prefix) == body.prefix(prefix) || hasMember)
      #expect(result.text.hasSuffix(#""finish_reason":"stop"}],"usage":{"total_tokens":3 }}"#))
    }
  }

  @Test func `a stream's repairs go to the pieces they lie in`() throws {
    let pieces = [#"{"city"#, #"":"Par"#, #"is","days":"#, #"""#, #"1""#, #",}"#]
    let fixed = [#"{"city"#, #"":"Par"#, #"is","days":"#, "", "1", "}"]
    let result = envelope(Asked.stream(pieces: pieces), try Asked.tools())
    #expect(result.text == Asked.stream(pieces: fixed))
    #expect(result.judgement.outcome == .repaired)
  }

  @Test func `a stream's repaired arguments are what was judged, however they are cut`() throws {
    let contract = try Asked.tools()
    let broken = #"{'city': 'Pärís "x" 😀', days: "1", /* c */ }"#
    let scalars = Array(broken.unicodeScalars)
    for size in 1...scalars.count {
      let pieces = stride(from: 0, to: scalars.count, by: size).map { start in
        var piece = ""
        piece.unicodeScalars.append(contentsOf: scalars[start..<min(start + size, scalars.count)])
        return piece
      }
      let result = envelope(Asked.stream(pieces: pieces), contract)
      #expect(result.judgement.outcome == .repaired)
      let reader = ChatStreamReader()
      reader.feed(Array(result.text.utf8)) { _ in }
      reader.finish { _ in }
      #expect(
        reader.completion.choices[0].message.toolCalls.map(\.asked) == result.judgement.first.calls)
      let again = envelope(result.text, contract)
      #expect(again.judgement.outcome == .valid)
      #expect(again.text == result.text)
    }
  }

  @Test func `calls in a stream's text move to tool_calls`() throws {
    let contract = try Asked.tools()
    let body = Asked.stream(
      text: [
        "I look. ", "<tool", #"_call>{"name":"get_weather","#, #""arguments":\#(Self.arguments)}"#,
        "</tool_call>",
      ])
    let result = envelope(body, contract)
    let reader = ChatStreamReader()
    reader.feed(Array(result.text.utf8)) { _ in }
    reader.finish { _ in }
    #expect(
      reader.completion.choices[0].message.toolCalls.map(\.asked.shown) == [
        "get_weather(\(Self.arguments))"
      ])
    #expect(reader.completion.choices[0].message.content == Array("I look. ".utf8))
  }

  /// The calls of a stream, as a client reads them.
  private func calls(in stream: String) -> [String] {
    let reader = ChatStreamReader()
    reader.feed(Array(stream.utf8)) { _ in }
    reader.finish { _ in }
    #expect(reader.completion.error == nil)
    return reader.completion.choices.first?.message.toolCalls.map(\.asked.shown) ?? []
  }

  @Test func `a stream's joined calls become several, over all its events`() throws {
    let contract = try Asked.tools()
    let first = #"{"city":"Paris","days":1}"#
    let second = #"{"city":"Rome","days":2}"#
    let both = Array((first + second).unicodeScalars)
    for size in [3, 7, 60] {
      let pieces = stride(from: 0, to: both.count, by: size).map { start in
        String(String.UnicodeScalarView(both[start..<min(start + size, both.count)]))
      }
      let result = envelope(Asked.stream(pieces: pieces), contract)
      #expect(result.judgement.outcome == .repaired)
      #expect(calls(in: result.text) == ["get_weather(\(first))", "get_weather(\(second))"])
      // What is no list of calls stays as it came.
      #expect(result.text.hasPrefix(Asked.chunk(#"{"role":"assistant","content":"Let me see."}"#)))
      let again = envelope(result.text, contract)
      #expect(again.judgement.outcome == .valid && again.text == result.text)
    }
  }

  @Test func `a stream's call that is dropped is gone, and the others stay`() throws {
    let stream =
      Asked.chunk(
        #"{"tool_calls":[{"index":0,"id":"a","function":{"name":"other","arguments":"{"}}]}"#)
      + Asked.chunk(#"{"tool_calls":[{"index":0,"function":{"arguments":"}"}}]}"#)
      + Asked.chunk(
        #"{"tool_calls":[{"index":1,"id":"b","function":{"name":"get_weather","arguments":\#(Asked.quoted(Self.arguments))}}]}"#
      ) + Asked.chunk("{}", finish: "tool_calls") + "data: [DONE]\n\n"
    var contract = try Asked.tools()
    contract.tools!.policy.allow(.dropUnknownCall)
    let result = envelope(stream, contract)
    #expect(result.judgement.outcome == .repaired)
    #expect(calls(in: result.text) == ["get_weather(\(Self.arguments))"])
    // Where calls came as `function_call` there is no list to write them in, and that is said.
    let legacy = Asked.stream(pieces: [])
      .replacing(#""tool_calls":[{"index":0,"id":"a","function":"#, with: #""function_call":"#)
      .replacing(#""arguments":""}}]"#, with: #""arguments":\#(Asked.quoted("{}{}"))}"#)
    let uncarried = envelope(legacy, contract)
    #expect(uncarried.text == legacy)
    #expect(uncarried.judgement.outcome != .repaired)
  }

  @Test func `text passes at once, structure is held`() throws {
    let judge = StreamJudge(try Asked.tools())
    var out: [UInt8] = []
    let text = Asked.chunk(#"{"content":"Let me "}"#)
    judge.feed(Array(text.utf8), to: &out)
    #expect(out == Array(text.utf8))
    out = []
    judge.feed(
      Array(
        Asked.chunk(
          #"{"tool_calls":[{"index":0,"id":"a","function":{"name":"get_weather","arguments":"{"}}]}"#
        ).utf8), to: &out)
    #expect(out.isEmpty)
    let undecided = StreamJudge(try Asked.tools())
    undecided.feed(Array(Asked.chunk(#"{"content":"a <tool"}"#).utf8), to: &out)
    #expect(out.isEmpty)
    undecided.feed(Array(Asked.chunk(#"{"content":"box> b"}"#).utf8), to: &out)
    #expect(!out.isEmpty)
  }

  @Test func `in the other mode everything passes and the verdict follows`() throws {
    let judge = StreamJudge(try Asked.tools(), mode: .through)
    var out: [UInt8] = []
    let body = Asked.stream(pieces: [#"{"city":"Paris","days":"1"}"#])
    judge.feed(Array(body.utf8), to: &out)
    #expect(out == Array(body.utf8))
    out = []
    #expect(judge.finish(to: &out).outcome == .repaired)
    let comment = String(decoding: out, as: UTF8.self)
    #expect(comment.hasPrefix(#": adhere [{"outcome":"repaired","finish_reason":"tool_calls""#))
    #expect(comment.hasSuffix("}]\n") && comment.filter { $0 == "\n" }.count == 1)
  }

  @Test(arguments: ["whitespace", "repetition"]) func `output that runs away is given up`(
    _ kind: String
  ) throws {
    let judge = StreamJudge(try Asked.tools())
    var out: [UInt8] = []
    let filler = kind == "whitespace" ? "\n \t" : #"{"a":1},"#
    judge.feed(
      Array(
        Asked.chunk(
          #"{"tool_calls":[{"index":0,"id":"a","function":{"name":"get_weather","arguments":"{"}}]}"#
        ).utf8), to: &out)
    var fed = 0
    while judge.abort == nil, fed < 1 << 20 {
      judge.feed(
        Array(
          Asked.chunk(
            #"{"tool_calls":[{"index":0,"function":{"arguments":\#(Asked.quoted(filler))}}]}"#
          ).utf8),
        to: &out)
      fed += filler.utf8.count
    }
    #expect(judge.abort?.reason == (kind == "whitespace" ? .whitespace : .repetition))
    #expect(fed < 16 << 10)
    out = []
    #expect(judge.finish(to: &out).outcome == .truncated)
    #expect(String(decoding: out, as: UTF8.self).contains(#""type":"adhere_abort""#))
  }

  @Test func `a stream that is cut off is an error`() throws {
    let body = Asked.stream(pieces: [Self.arguments]).replacing("data: [DONE]\n\n", with: "")
      .replacing(#""finish_reason":"tool_calls""#, with: #""finish_reason":null"#)
    #expect(envelope(body, try Asked.tools()).judgement.outcome == .error)
  }
}

extension ChatToolCall {
  var asked: ToolCall { ToolCall(name: name, arguments: arguments) }
}
