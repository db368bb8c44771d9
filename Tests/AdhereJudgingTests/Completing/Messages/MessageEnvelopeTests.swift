import AdhereJudging
import AdhereTestSupport
import AdhereWire
import Testing

/// Only what was repaired changes in a message, and nothing is taken for whole before it is.
@Suite struct MessageEnvelopeTests {
  static let rows = EnvelopeRows.all

  struct Run: Equatable {
    var text: [UInt8] = []
    var outcome = Outcome.error
    var calls: [String]?
    var value: [UInt8]?

    /// - Parameter pieces: the body, however it is cut.
    init(_ contract: CompletionContract, _ pieces: [[UInt8]], mode: StreamJudge.Mode = .hold) {
      let judge = StreamJudge(contract, mode: mode)
      for piece in pieces { judge.feed(piece, to: &text) }
      let judgement = judge.finish(to: &text)
      outcome = judgement.outcome
      calls = judgement.first.calls?.map(\.shown)
      value = judgement.first.value
    }
  }

  /// The envelope with the ids that were made numbered, so that rows can show them.
  static func numbered(_ text: [UInt8]) -> String {
    var out = String(decoding: text, as: UTF8.self)
    for number in 0..<4 {
      guard let found = out.firstMatch(of: /toolu_adhere[0-9a-z]{13}/) else { break }
      out = out.replacing(found.output, with: "toolu_adhere\(number)")
    }
    return out
  }

  @Test(arguments: rows) func `comes out as the row says`(_ row: EnvelopeRow) {
    let run = Run(row.contract, [Array(row.body.utf8)])
    #expect(run.outcome == row.outcome)
    #expect(Self.numbered(run.text) == row.envelope)
    if let calls = row.calls { #expect(run.calls == calls) }
    if let value = row.value {
      #expect(run.value.map { String(decoding: $0, as: UTF8.self) } == value)
    }
    // A whole body comes out the same by the other way.
    if !row.isStream {
      let answer = BodyJudge(row.contract).judge(Array(row.body.utf8))
      #expect(answer.bytes == run.text)
      #expect(answer.judgement.outcome == run.outcome)
    }
  }

  @Test(arguments: rows) func `what comes out conforms, and stays`(_ row: EnvelopeRow) {
    let run = Run(row.contract, [Array(row.body.utf8)])
    guard run.outcome.isSuccess else { return }
    let again = Run(row.contract, [run.text])
    #expect(again.text == run.text)
    #expect(again.outcome == (run.outcome == .noCall ? .noCall : .valid))
    #expect(again.calls == run.calls)
  }

  @Test(arguments: rows) func `does not depend on how the bytes are split`(_ row: EnvelopeRow) {
    let body = Array(row.body.utf8)
    let whole = Run(row.contract, [body])
    #expect(Run(row.contract, body.map { [$0] }) == whole)
    for cut in stride(from: 1, to: body.count, by: max(1, body.count / 120)) {
      guard Run(row.contract, [Array(body[..<cut]), Array(body[cut...])]) == whole else {
        Issue.record("\(row.name) differs when cut at \(cut)")
        return
      }
    }
  }

  @Test(arguments: rows.filter(\.isStream), ["\r", "\r\n"])
  func `does not depend on the line ends`(_ row: EnvelopeRow, _ ends: String) {
    let body = Array(row.body.replacing("\n", with: ends).utf8)
    let run = Run(row.contract, [body])
    #expect(run.outcome == row.outcome)
    #expect(Self.numbered(run.text) == row.envelope.replacing("\n", with: ends))
    #expect(Run(row.contract, body.map { [$0] }) == run)
  }

  @Test(arguments: rows.filter(\.isStream))
  func `is no success before its end, and no other call`(_ row: EnvelopeRow) {
    let body = Array(row.body.utf8)
    let whole = Run(row.contract, [body])
    for cut in body.indices {
      let run = Run(row.contract, [Array(body[..<cut])])
      guard run.outcome.isSuccess else { continue }
      guard run.outcome == whole.outcome, run.calls == whole.calls, run.value == whole.value else {
        Issue.record("\(row.name) cut at \(cut) is \(run.outcome)")
        return
      }
    }
  }

  @Test(arguments: rows.filter(\.isStream))
  func `passes through as it came where it is asked to`(_ row: EnvelopeRow) {
    let run = Run(row.contract, [Array(row.body.utf8)], mode: .through)
    #expect(run.text.starts(with: row.body.utf8))
    #expect(run.outcome == row.outcome)
  }

  @Test func `is written for the SDK to read`() throws {
    for (number, row) in Self.rows.enumerated() where row.outcome != .error {
      let run = Run(row.contract, [Array(row.body.utf8)])
      try Emitted.keep(run.text, api: "messages", isStream: row.isStream, name: "\(number)")
    }
  }

  @Test(arguments: rows) func `damaged answers keep the laws`(_ row: EnvelopeRow) {
    var random = SplitMix64(7, row.name)
    for _ in 0..<40 {
      var body = Array(row.body.utf8)
      for _ in 0...Int(random.next() % 3) { Self.damage(&body, &random) }
      let run = Run(row.contract, [body])
      let cut = Int(random.next() % UInt64(body.count + 1))
      let shown = String(decoding: body, as: UTF8.self)
      #expect(Run(row.contract, [Array(body[..<cut]), Array(body[cut...])]) == run, "\(shown)")
      guard run.outcome.isSuccess else { continue }
      if run.outcome != .repaired { #expect(run.text == body, "\(shown)") }
      let again = Run(row.contract, [run.text])
      let isStable = again.text == run.text && again.calls == run.calls
      #expect(isStable && again.outcome.isSuccess && again.outcome != .repaired, "\(shown)")
    }
  }

  /// A byte or a run of them left out, doubled, or put elsewhere.
  private static func damage(_ body: inout [UInt8], _ random: inout SplitMix64) {
    guard !body.isEmpty else { return }
    let place = Int(random.next() % UInt64(body.count))
    switch random.next() % 5 {
    case 0: body.remove(at: place)
    case 1: body.insert(body[place], at: place)
    case 2: body.insert(Array("{}[]\",:\n\\e".utf8).randomElement(using: &random)!, at: place)
    case 3: body.removeSubrange(place..<min(body.count, place + 40))
    default:
      // A whole event, or a line, once more.
      let text = body[place...].prefix(while: { $0 != 0x0A }) + [0x0A, 0x0A]
      body.insert(contentsOf: text, at: place)
    }
  }

  @Test func `many calls and many pieces take linear time`() {
    let many = 4_000
    let dropping = Asking.dropping
    let calls = (0..<many).map {
      Asking.call($0, #"{"seats":\#($0)}"#, name: $0 % 2 == 0 ? "book_table" : "launch")
    }
    let stream = Asking.start + calls.joined() + Asking.finish("tool_use")
    let run = Run(dropping, [Array(stream.utf8)])
    #expect(run.outcome == .repaired && run.calls?.count == many / 2)
    let pieces = EnvelopeRows.tagged.map { Asking.words(0, String($0)) }
    // More white space than this counts as running away.
    let padding = (0..<900).map { Asking.words(0, $0 % 2 == 0 ? " " : "\n") }
    let text =
      Asking.start + Asking.begin(0, Asking.text("")) + (pieces + padding).joined()
      + Asking.end(0) + Asking.finish("end_turn")
    #expect(Run(Asking.tools, [Array(text.utf8)]).calls == EnvelopeRows.booked)
  }

  @Test func `text passes at once, calls are held`() {
    let judge = StreamJudge(Asking.tools)
    var out: [UInt8] = []
    let text = Asking.start + Asking.begin(0, Asking.text("")) + Asking.words(0, "I book. ")
    judge.feed(Array(text.utf8), to: &out)
    #expect(String(decoding: out, as: UTF8.self) == text)
    judge.feed(Array((Asking.end(0) + Asking.call(1, #"{"seats":"4"}"#)).utf8), to: &out)
    #expect(String(decoding: out, as: UTF8.self) == text + Asking.end(0))
  }

  @Test func `the beginning of a block waits for its text`() {
    let judge = StreamJudge(Asking.tools)
    var out: [UInt8] = []
    judge.feed(
      Array((Asking.start + Asking.begin(0, Asking.text("")) + Asking.ping).utf8), to: &out)
    #expect(String(decoding: out, as: UTF8.self) == Asking.start)
  }

  @Test func `a stream that was given up ends in an error of this API`() {
    let judge = StreamJudge(Asking.tools)
    var out: [UInt8] = []
    judge.feed(
      Array((Asking.start + Asking.call(0, #"{"seats":"#, "true", "}")).utf8), to: &out)
    #expect(judge.abort != nil)
    _ = judge.finish(to: &out)
    let text = String(decoding: out, as: UTF8.self)
    #expect(text.contains("\n\nevent: error\ndata: {\"type\":\"error\",\"error\":{\"message\":"))
  }

  @Test func `a result of a batch is changed where it lies in its line`() throws {
    let message = Asking.message(Asking.text(EnvelopeRows.tagged))
    let line = #"{"custom_id":"a","result":{"type":"succeeded","message":\#(message)}}"#
    let bytes = Array(line.utf8)
    let body = try JSONDocumentBody.read(bytes)
    var judgement = Asking.tools.judge(body.completion)
    let edits = bytes.withUnsafeBufferPointer {
      BodyEdits.edits(
        &judgement, body.parts, in: $0, api: body.completion.api, seed: Array("msg_9".utf8))
    }
    let row = EnvelopeRows.moved[0]
    #expect(
      Self.numbered(JSONDocumentBody.applied(edits, to: bytes))
        == line.replacing(row.body, with: row.envelope))
  }
}
