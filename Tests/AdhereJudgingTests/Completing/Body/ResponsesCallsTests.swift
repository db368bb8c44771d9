import AdhereJSON
import AdhereJudging
import AdhereSchema
import AdhereTestSupport
import AdhereWire
import Testing

/// Answers of the Responses API, as they are handed on: whole, and as streams of every form.
@Suite struct ResponsesCallsTests {
  static let rows = ResponsesEnvelopeRows.all

  /// The ways in which a stream is written.
  static let forms: [(isNamed: Bool, lineEnd: String)] = [
    (true, "\n"), (false, "\n"), (true, "\r\n"), (true, "\r"),
  ]

  func envelope(
    _ pieces: [[UInt8]], _ contract: CompletionContract
  ) -> (text: String, judgement: CompletionJudgement) {
    let judge = StreamJudge(contract)
    var out: [UInt8] = []
    for piece in pieces { judge.feed(piece, to: &out) }
    let judgement = judge.finish(to: &out)
    return (String(decoding: out, as: UTF8.self), judgement)
  }

  @Test(arguments: rows) func `a body`(_ row: ResponsesEnvelopeRow) throws {
    let body = row.sample.body
    let answer = BodyJudge(try row.contract()).judge(Array(body.utf8))
    let text = String(decoding: answer.bytes, as: UTF8.self)
    #expect(answer.judgement.outcome == row.outcome, "\(answer.judgement)")
    #expect(answer.completion.api == .responses)
    switch row.written {
    case .same: #expect(text == body)
    case .sample(let sample): #expect(text == sample.body)
    case .calls(let calls, let content):
      try expect(answer.bytes, calls, content, row)
      #expect(unrelated(text) == unrelated(body))
    }
    // A body that comes where a stream was expected. There, text before a call stays.
    if row.streamText == nil {
      #expect(envelope([Array(body.utf8)], try row.contract()).text == text)
    }
    try Emitted.keep(answer.bytes, api: "responses", isStream: false, name: row.name)
  }

  @Test(arguments: rows) func `a stream`(_ row: ResponsesEnvelopeRow) throws {
    for form in Self.forms {
      let stream = row.sample.stream(isNamed: form.isNamed, lineEnd: form.lineEnd)
      let contract = try row.contract()
      let result = envelope([Array(stream.utf8)], contract)
      #expect(result.judgement.outcome == row.outcome, "\(result.judgement)")
      switch row.written {
      case .same: #expect(result.text == stream)
      case .sample(let sample):
        // The length of what hides the length of a text is no part of the answer.
        let wanted = sample.stream(isNamed: form.isNamed, lineEnd: form.lineEnd)
        #expect(unpadded(result.text) == unpadded(wanted))
      case .calls(let calls, let content):
        try expect(Array(result.text.utf8), calls, row.streamText ?? content, row)
        try expectOrder(result.text)
      }
      if form.isNamed {
        let end = form.lineEnd == "\n" ? "LF" : form.lineEnd == "\r" ? "CR" : "CRLF"
        try Emitted.keep(
          Array(result.text.utf8), api: "responses", isStream: true, name: row.name + " " + end)
      }
    }
  }

  @Test(arguments: rows) func `a stream at its splits`(_ row: ResponsesEnvelopeRow) throws {
    let stream = Array(row.sample.stream().utf8)
    let contract = try row.contract()
    let whole = envelope([stream], contract)
    for cut in Swift.stride(from: 1, to: stream.count, by: max(1, stream.count / 40)) {
      let result = envelope([Array(stream[..<cut]), Array(stream[cut...])], contract)
      #expect(result.text == whole.text, "split at \(cut)")
      #expect(result.judgement.outcome == whole.judgement.outcome)
    }
    #expect(envelope(stream.map { [$0] }, contract).text == whole.text)
  }

  @Test(arguments: rows) func `a stream that is cut`(_ row: ResponsesEnvelopeRow) throws {
    let stream = Array(row.sample.stream().utf8)
    let contract = try row.contract()
    let end = stream.lastIndex(of: UInt8(ascii: "}"))!
    for cut in Array(Swift.stride(from: 1, to: end, by: max(1, end / 40))) + [end] {
      let result = envelope([Array(stream[..<cut])], contract)
      #expect(result.judgement.outcome == .error, "cut at \(cut)")
      #expect(Array(result.text.utf8) == Array(stream[..<cut]))
    }
  }

  @Test func `what is said three times is changed three times`() throws {
    let sample = ResponseSample([.call("rain_in", [#"{"city":"Oslo","days":"2"}"#])])
    let wanted = ResponseSample([.call("rain_in", [ResponsesEnvelopeRows.good])])
    func doubled(_ sample: ResponseSample) -> String {
      sample.events.flatMap { event in
        Array(
          repeating: "data: \(event.data)\n\n",
          count: event.type.hasSuffix("arguments.done") ? 3 : 1)
      }.joined()
    }
    let contract = try CompletionContract(
      request: ChatRequest(Array(ResponsesEnvelopeRow.tools.utf8)))
    #expect(envelope([Array(doubled(sample).utf8)], contract).text == doubled(wanted))
  }

  @Test func `what cannot be written everywhere is not handed on`() throws {
    // A copy that differs in white space has no place for the repair.
    let stream = ResponseSample([.message([[#"{"city":"Oslo","days":"2"}"#]])]).stream()
      .replacing(#""text":"{"#, with: #""text":" {"#)
    let contract = try CompletionContract(
      request: ChatRequest(Array(ResponsesEnvelopeRow.json.utf8)))
    let result = envelope([Array(stream.utf8)], contract)
    #expect(result.text == stream)
    #expect(result.judgement.outcome == .invalid)
    #expect(
      result.judgement.first.violations.last?.message
        == "could be repaired, but not in the form the provider gave it")
  }

  // MARK: - What was written

  private func expect(
    _ bytes: [UInt8], _ calls: [String], _ text: String, _ row: ResponsesEnvelopeRow
  ) throws {
    let reader = ChatStreamReader()
    reader.feed(bytes) { _ in }
    reader.finish { _ in }
    let completion = reader.completion
    #expect(completion.error == nil, "\(completion.error?.message ?? "")")
    let message = try #require(completion.choices.first).message
    #expect(message.toolCalls.map(\.asked.shown) == calls)
    #expect((message.content ?? []).shown == text)
    #expect(Set(message.toolCalls.map(\.id)).count == calls.count)
    // Judged again it conforms, and stays.
    let again = envelope([bytes], try row.contract())
    #expect(again.judgement.outcome == .valid)
    #expect(again.text == bytes.shown)
  }

  /// Events are numbered without gaps, and so are the items.
  private func expectOrder(_ text: String) throws {
    var numbers: [Int] = []
    var begun: [Int] = []
    var output = 0
    var reader = EventStreamReader()
    func look(_ event: ServerSentEvent) {
      guard let document = try? JSONDocument(Array(event.data)) else {
        Issue.record("an event that is no JSON")
        return
      }
      document.withTape { tape in
        if let number = tape.integer("sequence_number", of: 0) { numbers.append(number) }
        if tape.string("type", of: 0) == "response.output_item.added" {
          begun.append(tape.integer("output_index", of: 0) ?? -1)
        }
        if let response = tape.field("response", of: 0),
          let list = tape.field("output", of: response)
        {
          output = tape.count(of: list)
        }
        if !event.name.isEmpty {
          #expect(String(decoding: event.name, as: UTF8.self) == tape.string("type", of: 0))
        }
      }
    }
    reader.feed(Array(text.utf8), look)
    reader.finish(look)
    #expect(numbers == Array(0..<numbers.count))
    #expect(begun == Array(0..<begun.count))
    #expect(output == begun.count)
  }

  /// A body without the list of its items.
  private func unrelated(_ body: String) -> String {
    body.replacing(/"output":\[.*\],"parallel/, with: "")
  }

  private func unpadded(_ stream: String) -> String {
    stream.replacing(/"obfuscation":"[^"]*"/, with: "")
  }
}

extension EventStreamReader {
  fileprivate mutating func feed(_ bytes: [UInt8], _ receive: (ServerSentEvent) -> Void) {
    bytes.withUnsafeBufferPointer { feed($0, receive) }
  }
}
