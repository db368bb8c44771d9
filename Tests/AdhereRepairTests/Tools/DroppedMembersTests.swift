import AdhereJSON
import Testing

@testable import AdhereRepair

@Suite struct DroppedMembersTests {
  private func without(_ dropped: Set<Int>, _ json: String) throws -> String {
    try JSONDocument(bytes(json)).withTape { tape in
      let children = Array(tape.children(of: 0))
      let changes = DroppedMembers.changes(tape, in: 0) { child in
        dropped.contains(children.firstIndex(of: child)!) ? .dropUnknown : nil
      }
      return Changes.apply(changes, to: bytes(json)).string
    }
  }

  @Test(
    arguments: [
      ([0], "[2, 3]"), ([1], "[1, 3]"), ([2], "[1, 2]"), ([0, 1], "[3]"), ([1, 2], "[1]"),
      ([0, 2], "[2]"), ([0, 1, 2], "[]"), ([], "[1, 2, 3]"),
    ] as [(Set<Int>, String)])
  func `elements go with their commas`(_ dropped: Set<Int>, _ rest: String) throws {
    #expect(try without(dropped, "[1, 2, 3]") == rest)
  }

  @Test func `members go with their values`() throws {
    #expect(try without([1], #"{"a": 1, "b": [2], "c": 3}"#) == #"{"a": 1, "c": 3}"#)
  }
}
