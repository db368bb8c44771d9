import AdhereJSON
import AdhereTestSupport
import AdhereWire
import Testing

/// Every answer of the Responses API, at every split.
@Suite struct ResponseTests {
  static let rows = ResponseRows.all + ResponseQuirkRows.all

  @Test(arguments: rows) func `is read as what it is`(_ row: ResponseRow) throws {
    let run = StreamRun([row.bytes])
    let completion = run.completion
    #expect(completion.error?.kind == row.error, "\(String(describing: completion.error))")
    if let message = row.message { #expect(completion.error?.message == message) }
    #expect(run.calls.map(\.shown) == row.calls)
    if let ids = row.ids { #expect(run.calls.map(\.id) == ids) }
    #expect((run.content ?? "") == (row.content ?? ""))
    let message = completion.choices.first?.message ?? ChatMessage()
    #expect(String(decoding: message.reasoning, as: UTF8.self) == row.reasoning)
    #expect(message.refusal.map { String(decoding: $0, as: UTF8.self) } == row.refusal)
    #expect(message.unreadParts == row.unread && message.passedItems == row.passed)
    if let finish = row.finish { #expect(completion.choices.first?.finish == finish) }
    if row.error == nil {
      #expect(completion.api == .responses)
      #expect(completion.id == "resp_a1" && completion.model == "m-2")
      #expect(completion.usage != nil)
      #expect(completion.choices.count == 1)
    }
    // What was handed over is what stands at the end.
    for (choice, text) in run.text {
      #expect(completion.choices[choice].message.content == text)
    }
    for (part, text) in run.arguments {
      guard case .arguments(let choice, let call) = part else { continue }
      #expect(completion.choices[choice].message.toolCalls[call].arguments == text)
    }
  }

  @Test(arguments: rows) func `does not depend on how the bytes are split`(_ row: ResponseRow) {
    let bytes = row.bytes
    let whole = StreamRun([bytes])
    var ways = [bytes.map { [$0] }]
    for cut in Self.sample(bytes.count, 60) {
      ways.append([Array(bytes[..<cut]), Array(bytes[cut...])])
    }
    for seed in 1...6 as ClosedRange<UInt64> { ways.append(Splitting.random(bytes, seed: seed)) }
    for pieces in ways where StreamRun(pieces) != whole {
      Issue.record("\(row.name) differs when split \(pieces.map(\.count).prefix(4))")
      return
    }
  }

  @Test(arguments: rows.filter { $0.error == nil })
  func `is not whole before its end`(_ row: ResponseRow) {
    let bytes = row.bytes
    // The last object, which says how the answer ended.
    let end = bytes.lastIndex(of: UInt8(ascii: "}"))!
    for cut in Self.sample(end, 60) + [end] {
      let run = StreamRun([Array(bytes[..<cut])])
      #expect(run.completion.error != nil, "\(row.name) cut at \(cut)")
    }
  }

  @Test func `every byte of a short stream`() {
    let bytes = ResponseSample([ResponseRows.tide]).stream().bytes
    let whole = StreamRun([bytes])
    for cut in bytes.indices.dropFirst() {
      let run = StreamRun([Array(bytes[..<cut]), Array(bytes[cut...])])
      #expect(run == whole, "split at \(cut)")
    }
  }

  @Test(arguments: rows.filter { $0.error == nil })
  func `what stands once more says the same`(_ row: ResponseRow) throws {
    let bytes = row.bytes
    let reader = ChatStreamReader()
    var copies: [(StructuredParts.Part, FragmentPlace)] = []
    func note(_ event: ChatStreamEvent) {
      guard case .copy(let copy, let place) = event, place.source.lowerBound >= 0 else { return }
      copies.append((copy.part, place))
    }
    reader.feed(bytes, note)
    reader.finish(note)
    for (part, place) in copies {
      let token = try JSONDocument(Array(bytes[place.source]))
      let said = token.withTape { place.isString ? StringText.decode($0, 0) : $0.bytes(0) }
      let message = reader.completion.choices[0].message
      switch part {
      case .content: #expect(said == Array(message.content![place.text]))
      case .arguments(_, let call): #expect(said == message.toolCalls[call].arguments)
      case .failedGeneration: Issue.record("there is no such text")
      }
    }
    // In `.done`, the part, the item and the response.
    if row.name.hasSuffix(", stream"), row.content?.isEmpty == false { #expect(copies.count >= 4) }
  }

  @Test func `the name of every row is its own`() {
    let names = Self.rows.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.count >= 80)
  }

  /// Places in so many bytes, at most so many.
  private static func sample(_ count: Int, _ most: Int) -> [Int] {
    Array(stride(from: 1, to: count, by: max(1, count / most)))
  }
}
