import AdhereTestSupport
import AdhereJSON
import AdhereWire
import Testing

/// Batches of the Messages API.
@Suite struct MessageBatchTests {
  func result(_ result: String) throws -> BatchResult {
    let line = Array(#"{"custom_id":"table-7","result":\#(result)}"#.utf8)
    return try JSONDocument(line, options: .anyDepth).withTape { BatchResult($0) }
  }

  @Test func `a message is read where it lies in the line`() throws {
    let message = Claude.message(Claude.call(MessageRows.input), stop: "tool_use")
    let line = #"{"custom_id":"table-7","result":{"type":"succeeded","message":\#(message)}}"#
    let read = try JSONDocument(line.bytes, options: .anyDepth).withTape { BatchResult($0) }
    #expect(read.customID == "table-7")
    #expect(read.body.completion.choices[0].message.toolCalls.map(\.shown) == MessageRows.table)
    let place = read.body.parts.fragments(of: .arguments(choice: 0, call: 0))[0].source
    #expect(String(decoding: line.bytes[place], as: UTF8.self) == MessageRows.input)
  }

  @Test func `an error says what it is`() throws {
    let error = MessageRows.error("invalid_request_error", "messages: at least one is needed")
    let read = try result(#"{"type":"errored","error":\#(error)}"#).body.completion
    #expect(read.error?.kind == .invalidRequest)
    #expect(read.error?.message == "messages: at least one is needed")
  }

  @Test(arguments: ["canceled", "expired"]) func `no answer is an error`(_ type: String) throws {
    let read = try result(#"{"type":"\#(type)"}"#).body.completion
    #expect(read.error?.message.contains(type) == true)
    #expect(read.error?.type == type)
  }

  @Test func `a request line has params`() {
    let line = #"{"custom_id":"a","params":{"model":"m","max_tokens":9,"messages":[]}}"#
    let request = BatchRequest(line.bytes)
    #expect(request?.customID == "a")
    #expect(
      request.map { String(decoding: $0.body, as: UTF8.self) }?.contains("max_tokens") == true)
  }

  @Test func `a line with a custom_id is meant for a batch`() {
    #expect(BatchRequest.isExpected(#"{"custom_id":"a","prompt":"x"}"#.bytes))
    #expect(!BatchRequest.isExpected(#"{"model":"m","messages":[]}"#.bytes))
  }
}
