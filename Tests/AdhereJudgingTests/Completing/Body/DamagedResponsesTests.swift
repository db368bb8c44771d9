import AdhereJSON
import AdhereJudging
import AdhereTestSupport
import AdhereWire
import Testing

/// Streams of the Responses API whose events are lost, said twice, out of order or about the wrong
/// item. Whatever they are taken for, what is handed on is what was judged.
@Suite struct DamagedResponsesTests {
  @Test(arguments: ResponsesEnvelopeRows.all)
  func `what is handed on is what was judged`(_ row: ResponsesEnvelopeRow) throws {
    let contract = try row.contract()
    let events = row.sample.events.map(\.data)
    for seed in 1...80 as ClosedRange<UInt64> {
      var generator = SplitMix64(seed &* 977 &+ UInt64(row.name.utf8.count))
      var damaged = events
      for _ in 0..<(1 + Int(generator.next() % 3)) { damage(&damaged, &generator) }
      let stream = damaged.map { "data: \($0)\n\n" }.joined()
      let (text, judgement) = judge(stream, contract)
      guard judgement.outcome == .valid || judgement.outcome == .repaired else {
        #expect(text == stream, "\(seed): \(stream)")
        continue
      }
      let (again, second) = judge(text, contract)
      #expect(again == text, "\(seed): \(stream)")
      #expect(second.outcome == .valid, "\(seed): \(stream)\n\(text)")
      #expect(second.calls == judgement.calls, "\(seed): \(stream)\n\(text)")
      #expect(second.first.value == judgement.first.value, "\(seed): \(stream)\n\(text)")
    }
  }

  private func judge(
    _ stream: String, _ contract: CompletionContract
  ) -> (text: String, judgement: CompletionJudgement) {
    let judge = StreamJudge(contract)
    var out: [UInt8] = []
    judge.feed(Array(stream.utf8), to: &out)
    let judgement = judge.finish(to: &out)
    return (out.shown, judgement)
  }

  private func damage(_ events: inout [String], _ generator: inout SplitMix64) {
    let place = Int(generator.next() % UInt64(events.count))
    let other = Int(generator.next() % UInt64(events.count))
    switch generator.next() % 9 {
    case 0: if events.count > 1 { events.remove(at: place) }
    case 1: events.insert(events[place], at: place)
    case 2: events.insert(events[place], at: other)
    case 3: events.swapAt(place, other)
    case 4:
      events[place] = events[place].replacing(
        /"output_index":\d/, with: "\"output_index\":\(generator.next() % 3)")
    case 5:
      events[place] = events[place].replacing(
        /"item_id":"[^"]*"/, with: "\"item_id\":\"fc_\(generator.next() % 3)\"")
    case 6: events[place] = events[place].replacing(/"output_index":\d,/, with: "")
    case 7: events[place] = events[place].replacing(/"item_id":"[^"]*",/, with: "")
    default:
      events[place] = events[place].replacing(
        /"call_id":"[^"]*"/, with: "\"call_id\":\"call_\(generator.next() % 2)\"")
    }
  }
}
