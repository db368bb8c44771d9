import AdhereJudging
import Testing

@Suite struct JSONValueDecoderTests {
  struct Order: Codable, Equatable {
    enum Kind: String, Codable { case small, large }
    struct Item: Codable, Equatable {
      var name: String
      var price: Double?
    }
    var id: UInt64
    var kind: Kind
    var items: [Item]
    var notes: [String: Int]
    var flag: Bool
    var nested: [[Int8]]
  }

  @Test func `decodes objects, lists, numbers and optional values`() throws {
    let text = #"""
      {"id":18446744073709551615,"kind":"large","items":[{"name":"\u00e4\n","price":1.5},{"name":"b","price":null}],
      "notes":{"a":1.0,"b":1e2},"flag":true,"nested":[[],[-1,2]],"more":[{}]}
      """#
    let order = try JSONValueDecoder.decode(Order.self, from: Array(text.utf8))
    #expect(
      order
        == Order(
          id: .max, kind: .large, items: [.init(name: "ä\n", price: 1.5), .init(name: "b")],
          notes: ["a": 1, "b": 100], flag: true, nested: [[], [-1, 2]]))
  }

  @Test(arguments: ["1.5", "300", "1e400", "\"1\"", "null", "{}", "-129", "1e99999999999999999999"])
  func `what is no Int8 is an error`(_ text: String) {
    #expect(throws: DecodingError.self) {
      try JSONValueDecoder.decode(Int8.self, from: Array(text.utf8))
    }
  }

  @Test func `errors name the place`() {
    do {
      _ = try JSONValueDecoder.decode([String: [Int]].self, from: Array(#"{"a":[1,"x"]}"#.utf8))
      Issue.record("no error")
    } catch DecodingError.typeMismatch(_, let context) {
      #expect(context.codingPath.map(\.stringValue) == ["a", "Index 1"])
    } catch {
      Issue.record("\(error)")
    }
    #expect(throws: DecodingError.self) {
      try JSONValueDecoder.decode(Int.self, from: Array("{".utf8))
    }
  }

  @Test func `a contract decodes what conforms`() throws {
    let contract = try Contract(
      schema: Array(#"{"type":"object","properties":{"a":{"type":"integer"}}}"#.utf8))
    #expect(try contract.decode([String: Int].self, from: "Here: {\"a\": \"5\",}") == ["a": 5])
    #expect(throws: NonconformingOutput.self) {
      try contract.decode([String: Int].self, from: "no")
    }
  }
}
