import AdhereTestSupport
import AdhereJudging
import AdhereRepair
import AdhereWire
import Testing

/// Answers that say things twice, in pieces, in the wrong place, or not at all.
@Suite struct AnswerShapesTests {
  static let paris = #"{"city":"Paris","days":1}"#
  static let rome = #"{"city":"Rome","days":2}"#

  func judge(_ body: String, _ contract: CompletionContract? = nil) throws -> CompletionJudgement {
    try (contract ?? Asked.tools()).judge(ChatBody(Array(body.utf8)).completion)
  }

  /// The judgement on a body or stream, and what is handed on.
  func envelope(_ body: String, _ contract: CompletionContract? = nil) throws -> (
    text: String, judgement: CompletionJudgement
  ) {
    let judge = StreamJudge(try contract ?? Asked.tools())
    var out: [UInt8] = []
    judge.feed(Array(body.utf8), to: &out)
    let judgement = judge.finish(to: &out)
    return (String(decoding: out, as: UTF8.self), judgement)
  }

  @Test(arguments: [
    "{}" + paris, "{ } " + paris, paris + paris, paris + "\n" + paris, paris + ",{}",
    #"{"city":"Paris""# + paris, "{" + paris,
  ]) func `empty and repeated objects are no calls`(_ arguments: String) throws {
    let judgement = try judge(Asked.call(Asked.quoted(arguments)))
    #expect(judgement.outcome == .repaired && judgement.calls == ["get_weather(\(Self.paris))"])
    // The account leads from what came to what is handed on, in the envelope too.
    let pieces = Asked.stream(pieces: [String(arguments.prefix(9)), String(arguments.dropFirst(9))])
    let handedOn = try envelope(pieces)
    #expect(handedOn.judgement.outcome == .repaired)
    let again = try envelope(handedOn.text)
    #expect(again.judgement.outcome == .valid && again.text == handedOn.text)
    #expect(again.judgement.calls == ["get_weather(\(Self.paris))"])
  }

  @Test(arguments: [
    paris + "," + rome, paris + " , " + rome, "{}" + paris + rome,
    paris.replacing("\"", with: "'") + rome.replacing("\"", with: "'"),
    #"{"city":"Paris","days":1,}"# + rome,
  ]) func `several objects are a call each`(_ arguments: String) throws {
    let judgement = try judge(Asked.call(Asked.quoted(arguments)))
    #expect(judgement.outcome == .repaired)
    #expect(judgement.calls == ["get_weather(\(Self.paris))", "get_weather(\(Self.rome))"])
    for body in [
      Asked.call(Asked.quoted(arguments)),
      Asked.stream(pieces: [String(arguments.prefix(9)), String(arguments.dropFirst(9))]),
    ] {
      let handedOn = try envelope(body)
      let again = try envelope(handedOn.text)
      #expect(again.judgement.outcome == .valid && again.text == handedOn.text)
      #expect(again.judgement.calls == judgement.calls, "\(handedOn.text)")
    }
  }

  @Test func `white space within strings tells objects apart`() throws {
    let joined = #"{"city":"New York","days":1}{"city":"NewYork","days":1}"#
    #expect(try judge(Asked.call(Asked.quoted(joined))).calls.count == 2)
    let same = #"{"city":"New York","days":1} { "city": "New York", "days": 1 }"#
    #expect(try judge(Asked.call(Asked.quoted(same))).calls.count == 1)
  }

  @Test func `an object that is cut off behind another is not left out`() throws {
    let judgement = try judge(Asked.call(Asked.quoted(Self.paris + #"{"city":"Ro"#)))
    #expect(judgement.outcome == .truncated)
  }

  @Test func `the call that came keeps its id and members`() throws {
    let body = Asked.body(
      #"{"content":null,"tool_calls":[{"signature":"s","id":"mine","function":{"arguments":\#(Asked.quoted(Self.paris + Self.rome)),"name":"get_weather"},"extra":{"x":1}}]}"#,
      finish: "tool_calls")
    let handedOn = try envelope(body).text
    let kept =
      #"{"signature":"s","id":"mine","function":{"arguments":\#(Asked.quoted(Self.paris)),"name":"get_weather"},"extra":{"x":1}},{"id":"call_adhere"#
    #expect(handedOn.contains(kept), "\(handedOn)")
  }

  @Test func `a call under both names is one, and repaired in both`() throws {
    let arguments = Asked.quoted(#"{"city":"Paris","days":"1"}"#)
    let body = Asked.body(
      #"{"function_call":{"name":"get_weather","arguments":\#(arguments)},"tool_calls":[{"id":"a","function":{"name":"get_weather","arguments":\#(arguments)}}]}"#,
      finish: "tool_calls")
    let handedOn = try envelope(body)
    #expect(handedOn.judgement.calls == ["get_weather(\(Self.paris))"])
    #expect(handedOn.judgement.first.warnings.map(\.code) == [.repeatedCall])
    #expect(handedOn.text == body.replacing(#"\"1\""#, with: "1"))
  }

  @Test(arguments: [
    "get_weather<|channel|>commentary", "get_weather <|constrain|>json", "get_weatherjson",
  ]) func `marks behind a name are left out`(_ name: String) throws {
    let body = Asked.call(Asked.quoted(Self.paris), name: name)
    let handedOn = try envelope(body)
    #expect(handedOn.judgement.first.repairs.map(\.rule) == [.toolName])
    #expect(handedOn.text == body.replacing(name, with: "get_weather"))
    #expect(try judge(Asked.call("{}", name: "get_<|weather")).outcome == .invalid)
  }

  @Test func `an empty message is no success`() throws {
    let empty = [#"{"content":null}"#, #"{"content":""}"#, "{}", #"{"content":" \n"}"#]
    for message in empty {
      #expect(try judge(Asked.body(message)).outcome == .error, "\(message)")
      #expect(try judge(Asked.body(message, finish: "length")).outcome == .truncated)
      #expect(try judge(Asked.body(message), Asked.json()).outcome == .unreadable)
      #expect(try judge(Asked.body(message), CompletionContract()).outcome == .valid)
      let odd = Asked.body(message, finish: "gone_fishing")
      #expect(try judge(odd, CompletionContract()).outcome == .error)
    }
    let named = try judge(Asked.body(#"{"content":null,"images":["x"]}"#))
    #expect(named.first.reason?.message.contains("images") == true)
    let part = try judge(Asked.body(#"{"content":[{"type":"image","data":"x"}]}"#))
    #expect(part.outcome == .unreadable && part.first.warnings.map(\.code) == [.unreadPart])
  }

  @Test func `what stands in the reasoning is said`() throws {
    let body = Asked.body(#"{"content":null,"reasoning_content":\#(Asked.quoted(Self.paris))}"#)
    let judgement = try judge(body, Asked.json())
    #expect(judgement.outcome == .unreadable)
    #expect(judgement.first.warnings.map(\.code) == [.inReasoning])
    #expect(judgement.first.reason?.message.contains("reasoning") == true)
  }

  @Test func `unknown and missing ends are said`() throws {
    let odd = try judge(Asked.body(#"{"content":"Hi"}"#, finish: "gone_fishing"))
    #expect(odd.outcome == .noCall && odd.first.warnings.map(\.code) == [.unknownFinish])
    let none = try judge(#"{"choices":[{"message":{"content":"Hi"}}]}"#)
    #expect(none.outcome == .noCall && none.first.warnings.map(\.code) == [.noFinish])
  }

  @Test func `answers that did not come are said`() throws {
    let request = try ChatRequest(Array(Asked.jsonRequest.utf8)).setting("n", 3)
    let contract = try CompletionContract(request: request)
    let body = Asked.body(#"{"content":\#(Asked.quoted(Self.paris))}"#)
    let judgement = try judge(body, contract)
    #expect(judgement.outcome == .valid)
    #expect(judgement.first.warnings.map(\.code) == [.missingChoices])
  }

  @Test func `a character over two deltas is kept where something else is repaired`() throws {
    let stream =
      Asked.chunk(#"{"content":"{\"city\":\"x\ud83c"}"#)
      + Asked.chunk(#"{"content":"\udf1e\",\"days\":\"1\"}"}"#) + Asked.chunk("{}", finish: "stop")
    let handedOn = try envelope(stream, Asked.json())
    #expect(handedOn.judgement.outcome == .repaired)
    #expect(handedOn.judgement.first.value == Array(#"{"city":"x🌞","days":1}"#.utf8))
    #expect(handedOn.text == stream.replacing(#"\"1\""#, with: "1"))
  }
}
