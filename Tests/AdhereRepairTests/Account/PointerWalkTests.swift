import AdhereJSON
import Testing

@testable import AdhereRepair

@Suite struct PointerWalkTests {
  private func pointers(_ json: String, at places: [Int]) throws -> [String?] {
    try JSONDocument(bytes(json)).withTape { tape in
      var walk = PointerWalk(tape)
      return places.map { walk.pointer(at: $0) }
    }
  }

  @Test func `finds the innermost value around a place`() throws {
    //           0         1         2
    //           012345678901234567890123456
    let json = #"{"a":[1,{"b~/":2}],"c":"x"}"#
    #expect(
      try pointers(json, at: [0, 1, 6, 8, 15, 17, 24])
        == ["", "/a", "/a/0", "/a/1", "/a/1/b~0~1", "/a/1", "/c"])
  }

  @Test func `a scalar is the whole value, and nothing lies behind it`() throws {
    #expect(try pointers("17 ", at: [0, 2, 3]) == ["", "", nil])
  }

  @Test func `pointers that would be too long are left out`() throws {
    let key = String(repeating: "k", count: PointerWalk.longest + 1)
    #expect(try pointers(#"{"\#(key)":1}"#, at: [key.utf8.count + 4]) == [nil])
  }
}
