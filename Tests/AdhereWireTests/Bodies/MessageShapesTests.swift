import AdhereTestSupport
import AdhereWire
import Testing

/// Shapes of a message that are not those of OpenAI: read where they can be, named where not.
@Suite struct MessageShapesTests {
  func message(_ message: String) -> ChatMessage {
    ChatBody(Array(#"{"choices":[{"index":0,"message":\#(message)}]}"#.utf8))
      .completion.choices[0].message
  }

  func shown(_ calls: [ChatToolCall]) -> [String] {
    calls.map { "\($0.name)(\(String(decoding: $0.arguments, as: UTF8.self)))" }
  }

  @Test(arguments: [
    ("one call without its list", #""tool_calls":{"function":{"name":"f","arguments":"{}"}}"#),
    ("calls by number", #""tool_calls":{"0":{"function":{"name":"f","arguments":"{}"}}}"#),
    ("a list as a string", #""tool_calls":"[{\"name\":\"f\",\"arguments\":{}}]""#),
    ("a part of the content", #""content":[{"type":"tool_use","name":"f","input":{}}]"#),
  ]) func `calls are found`(_ what: String, _ members: String) {
    #expect(shown(message("{\(members)}").toolCalls) == ["f({})"], "\(what)")
  }

  @Test func `a call of a custom tool has text`() {
    let call = message(
      #"{"tool_calls":[{"id":"a","type":"custom","custom":{"name":"sh","input":"ls"}}]}"#
    ).toolCalls[0]
    #expect(call.form == .text && shown([call]) == ["sh(ls)"])
  }

  @Test func `a refusal may be a part`() {
    let refusal = message(#"{"content":[{"type":"refusal","refusal":"no"}]}"#).refusal
    #expect(refusal == Array("no".utf8))
  }

  @Test func `what cannot be read is named`() {
    #expect(
      message(#"{"content":[{"type":"output_image","data":"x"}]}"#).unreadParts
        == ["a part of the type 'output_image'"])
    #expect(
      message(#"{"tool_calls":[{"id":"a","type":"mcp","mcp":{"name":"x"}}]}"#).unreadParts
        == ["a call of the type 'mcp'"])
    #expect(message(#"{"content":7}"#).unreadParts == ["content that is no text"])
    #expect(message(#"{"tool_calls":"f()"}"#).unreadParts == ["tool_calls, a string"])
    #expect(message(#"{"content":null,"images":["x"],"n":3}"#).unknownMembers == ["images"])
    #expect(message(#"{"tool_calls":[{"index":0,"type":"function"}]}"#).unreadParts.isEmpty)
  }

  @Test func `a call that comes twice is one`() {
    let twice = message(
      #"{"function_call":{"name":"f","arguments":"{\"a\":1}"},"tool_calls":[{"id":"x","function":{"name":"f","arguments":"{\"a\": 1}"}}]}"#
    )
    #expect(twice.repeatedCalls == [0: 1])
    let resent = message(
      #"{"tool_calls":[{"index":0,"id":"x","function":{"name":"f","arguments":"{}"}},{"index":0,"function":{"name":"f","arguments":"{}"}}]}"#
    )
    #expect(resent.repeatedCalls == [1: 0])
    let parallel = message(
      #"{"tool_calls":[{"id":"x","function":{"name":"f","arguments":"{}"}},{"id":"y","function":{"name":"f","arguments":"{}"}}]}"#
    )
    #expect(parallel.repeatedCalls.isEmpty)
    let other = message(
      #"{"function_call":{"name":"f","arguments":"{}"},"tool_calls":[{"id":"x","function":{"name":"g","arguments":"{}"}}]}"#
    )
    #expect(other.repeatedCalls.isEmpty)
  }

  @Test func `choices of one index are told apart by their place`() {
    let body = ChatBody(
      Array(
        #"{"choices":[{"index":0,"message":{"content":"a"}},{"index":0,"message":{"content":"b"}}]}"#
          .utf8))
    #expect(body.completion.choices.map(\.message.content) == [Array("a".utf8), Array("b".utf8)])
  }

  @Test func `numbers that JSON lacks keep every place`() {
    let text =
      #"{"choices":[{"logprobs":{"content":[{"logprob":-Infinity},{"logprob":NaN}]},"message":{"content":"ab"}}],"timings":{"t":Infinity}}"#
    let body = ChatBody(Array(text.utf8))
    #expect(body.completion.error == nil)
    let place = body.parts.fragments(of: .content(choice: 0))[0].source
    #expect(String(decoding: Array(text.utf8)[place], as: UTF8.self) == #""ab""#)
    // Nothing that a model said is changed.
    let value = ChatBody(Array(#"{"choices":[{"message":{"content":{"n":NaN}}}]}"#.utf8))
    #expect(value.completion.error?.message.contains("NaN") == true)
  }
}
