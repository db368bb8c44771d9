import Testing

@testable import AdhereRepair

@Suite struct RepairAccountTests {
  private func repairs(_ changes: [Change], _ raw: String) -> [Repair] {
    withPadded(raw) { text, count in
      let buffer = UnsafeBufferPointer(start: text, count: count)
      return RepairAccount(changes, raw: buffer, final: Changes.apply(changes, to: buffer)).repairs
    }
  }

  @Test func `neighbours that do the same are one repair`() {
    let commas = (2..<5).map { Change($0, $0 + 1, [], .repeatedComma) }
    let found = repairs(commas, "[1,,,2]")
    #expect(found.map(\.span) == [2..<5])
    #expect(found.map(\.before) == [bytes(",,,")])
  }

  @Test func `others are not`() {
    let changes = [
      Change(0, 1, bytes("["), .tuple), Change(1, 2, [], .parentheses),
      Change(3, 4, [], .parentheses), Change(4, 5, bytes("]"), .tuple),
    ]
    #expect(repairs(changes, "((1))").count == 4)
  }
}
