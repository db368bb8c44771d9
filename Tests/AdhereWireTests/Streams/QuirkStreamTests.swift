import AdhereTestSupport
import AdhereWire
import Testing

/// Every quirk of the catalogue that concerns streams, at every split.
@Suite struct QuirkStreamTests {
  static let rows = FramingRows.all + DeltaRows.all + IdentityRows.all

  @Test(arguments: rows) func `ends in the right result`(_ row: StreamRow) {
    row.expect(StreamRun([row.wire]))
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
