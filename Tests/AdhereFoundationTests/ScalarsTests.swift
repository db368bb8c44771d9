import AdhereFoundation
import AdhereJudging
import Foundation
import Testing

/// Foundation's types as APIs write them.
@Suite struct ScalarsTests {
  private struct Of<T: Decodable>: Decodable {
    var v: T
  }

  private func decode<T: Decodable>(_ type: T.Type, _ json: String) throws -> T {
    try JSONValueDecoder.decode(Of<T>.self, from: Array(#"{"v":\#(json)}"#.utf8)).v
  }

  @Test func `each is read from the form that APIs have for it`() throws {
    #expect(try decode(URL.self, #""https://example.com/a?b=1""#).query() == "b=1")
    #expect(
      try decode(Decimal.self, "19.900000000000000000001")
        == Decimal(string: "19.900000000000000000001"))
    #expect(try decode(Decimal.self, #""0.1""#) == Decimal(string: "0.1"))
    let date = Date(timeIntervalSince1970: 1_767_323_045)
    #expect(try decode(Date.self, #""2026-01-02T03:04:05Z""#) == date)
    #expect(try decode(Date.self, #""2026-01-02T04:04:05+01:00""#) == date)
    #expect(try decode(Date.self, #""2026-01-02T03:04:05.500Z""#) == date + 0.5)
    #expect(try decode(Date.self, "1767323045") == date)
    #expect(try decode(Data.self, #""aGk=""#) == Data("hi".utf8))
  }

  @Test func `they are read inside lists, dictionaries and optionals too`() throws {
    #expect(try decode([URL].self, #"["https://a.example"]"#).count == 1)
    #expect(try decode([String: Decimal].self, #"{"a":1e2}"#)["a"] == 100)
    #expect(try decode(URL?.self, "null") == nil)
    #expect(try decode(URL?.self, #""https://a.example""#)?.host() == "a.example")
  }

  @Test func `what is none of them is an error with its place`() throws {
    for (json, run) in [
      (#""x y""#, { _ = try decode(Date.self, $0) }),
      (#""2026-01-02T03:04:05Z, ok""#, { _ = try decode(Date.self, $0) }),
      (#""2026-01-02""#, { _ = try decode(Decimal.self, $0) }),
      (#""1.2.3""#, { _ = try decode(Decimal.self, $0) }),
      ("\"1,5\"", { _ = try decode(Decimal.self, $0) }),
      ("\"?\"", { _ = try decode(Data.self, $0) }), ("\"\"", { _ = try decode(URL.self, $0) }),
    ] as [(String, (String) throws -> Void)] {
      let error = #expect(throws: DecodingError.self) { try run(json) }
      guard case .dataCorrupted(let context)? = error else {
        Issue.record("\(json): \(String(describing: error))")
        continue
      }
      #expect(context.codingPath.map(\.stringValue) == ["v"])
    }
  }

  @Test func `a decoder of the application's takes the value`() throws {
    struct Order: Decodable, Equatable {
      var unitPrice: Decimal
    }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let contract = try Contract(schema: Array(#"{"required":["unit_price"]}"#.utf8))
    let judgement = contract.judge(Output(text: "{'unit_price': 3}"))
    #expect(try judgement.decode(Order.self, using: decoder) == Order(unitPrice: 3))
    #expect(throws: NonconformingOutput.self) {
      try contract.judge(Output(text: "[")).decode(Order.self, using: decoder)
    }
    let call = ToolCall(name: "f", arguments: Array(#"{"unit_price":2}"#.utf8))
    #expect(try call.decode(Order.self, using: decoder).unitPrice == 2)
  }

  @Test func `large integers are read without Foundation`() throws {
    #expect(
      try decode(Int128.self, "-170141183460469231731687303715884105728") == Int128.min)
    #expect(try decode(UInt128.self, "1e30") == UInt128("1000000000000000000000000000000"))
  }
}
