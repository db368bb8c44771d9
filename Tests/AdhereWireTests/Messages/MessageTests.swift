import AdhereTestSupport
import AdhereWire
import Testing

/// Anthropic's Messages, and the own forms of Ollama and Gemini: objects and streams at every
/// split and cut.
@Suite struct MessageTests {
  static let streams = MessageStreamRows.all
  static let rows = MessageRows.all + streams + OwnFormRows.all

  @Test(arguments: rows) func `ends in the right result`(_ row: StreamRow) {
    row.expect(StreamRun([row.wire]))
  }

  @Test(arguments: rows) func `does not depend on how the bytes are split`(_ row: StreamRow) {
    let whole = StreamRun([row.wire])
    #expect(StreamRun(row.wire.map { [$0] }) == whole)
    let step = max(1, row.wire.count / 400)
    for cut in stride(from: 1, to: row.wire.count, by: step) {
      let run = StreamRun([Array(row.wire[..<cut]), Array(row.wire[cut...])])
      guard run == whole else {
        Issue.record("\(row.name) differs when cut at \(cut)")
        return
      }
    }
    for seed in 1...20 as ClosedRange<UInt64> {
      #expect(StreamRun(Splitting.random(row.wire, seed: seed)) == whole)
    }
  }

  @Test(arguments: streams) func `does not depend on the line ends`(_ row: StreamRow) {
    let whole = StreamRun([row.wire])
    for ends in ["\r", "\r\n"] {
      row.expect(StreamRun(row.stream.replacing("\n", with: ends)))
      let bytes = Array(row.stream.replacing("\n", with: ends).utf8)
      #expect(StreamRun(bytes.map { [$0] }).completion == whole.completion)
    }
  }

  @Test(arguments: streams + OwnFormRows.all)
  func `is not whole before its end`(_ row: StreamRow) {
    let whole = StreamRun([row.wire])
    for cut in row.wire.indices {
      let run = StreamRun([Array(row.wire[..<cut])])
      guard run.completion.error == nil else { continue }
      // Only what comes behind the end may lack.
      guard run.calls == whole.calls, run.content == whole.content else {
        Issue.record("\(row.name) cut at \(cut) is taken for whole")
        return
      }
    }
  }

  @Test func `names and places are where they are written`() {
    let body = Array(Claude.message(Claude.text("I."), Claude.call(#"{"seats": 4}"#)).utf8)
    let read = ChatBody(body)
    #expect(read.completion.api == .messages)
    #expect(read.completion.id == "msg_01Rv" && read.completion.model == "claude-sonnet-4-5")
    let part = StructuredParts.Part.arguments(choice: 0, call: 0)
    let place = read.parts.fragments(of: part)[0]
    #expect(String(decoding: body[place.source], as: UTF8.self) == #"{"seats": 4}"#)
    #expect(!place.isString)
    let name = read.parts.names[part]!
    #expect(String(decoding: body[name.source], as: UTF8.self) == #""book_table""#)
  }

  @Test func `blocks that are not read are noted`() {
    let read = ChatBody(Array(Claude.message(Claude.search, Claude.found).utf8)).completion
    #expect(
      read.choices[0].message.passedItems == ["server_tool_use", "web_search_tool_result"])
  }

  @Test func `an event of errors behind the end does not count`() {
    let run = StreamRun(MessageStreamRows.call + Claude.ping)
    #expect(run.completion.error == nil)
  }

  @Test func `there are enough rows, each with its own name`() {
    #expect(MessageRows.all.count + MessageStreamRows.all.count >= 80)
    let names = Self.rows.map(\.name)
    #expect(Set(names).count == names.count)
  }
}
