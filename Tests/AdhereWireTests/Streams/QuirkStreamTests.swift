import AdhereTestSupport
import AdhereWire
import Testing

/// Every quirk of the catalogue that concerns streams, at every split.
@Suite struct QuirkStreamTests {
  static let rows = FramingRows.all + DeltaRows.all

  @Test(arguments: rows) func `ends in the right result`(_ row: StreamRow) {
    let run = StreamRun([row.wire])
    #expect(run.calls.map(\.shown) == row.calls)
    if let content = row.content { #expect(run.content == content) }
    if row.calls.isEmpty, row.content == nil { #expect((run.content ?? "").isEmpty) }
    if let reasoning = row.reasoning {
      let thoughts = run.completion.choices.first?.message.reasoning ?? []
      #expect(String(decoding: thoughts, as: UTF8.self) == reasoning)
    }
    if let finish = row.finish { #expect(run.completion.choices.first?.finish == finish) }
    #expect(run.completion.error?.kind == row.error, "\(String(describing: run.completion.error))")
    if let usage = row.usage {
      #expect(run.completion.usage.map { String(decoding: $0, as: UTF8.self) } == usage)
    }
    // What was handed over is what stands at the end.
    for (choice, text) in run.text {
      #expect(run.completion.choices[choice].message.content == text)
    }
    for (part, text) in run.arguments {
      guard case .arguments(let choice, let call) = part else { continue }
      #expect(run.completion.choices[choice].message.toolCalls[call].arguments == text)
    }
  }

  @Test(arguments: rows) func `does not depend on how the bytes are split`(_ row: StreamRow) {
    let whole = StreamRun([row.wire])
    for pieces in Splitting.all(row.wire) {
      let run = StreamRun(pieces)
      if run != whole {
        Issue.record("\(row.name) differs when split \(pieces.map(\.count).prefix(4))")
        return
      }
    }
    for seed in 1...20 as ClosedRange<UInt64> {
      #expect(StreamRun(Splitting.random(row.wire, seed: seed)) == whole)
    }
  }

  @Test func `the name of every row is its own`() {
    let names = Self.rows.map(\.name)
    #expect(Set(names).count == names.count)
  }
}
