import AdhereJSON
import AdhereJudging
import AdhereRepair
import AdhereSchema
import AdhereTestSupport
import AdhereWire
import Foundation
import Testing

/// Contracts of Swift types.
@Suite struct ContractDecodingTests {
  enum Unit: String, Codable, CaseIterable { case celsius, fahrenheit = "F" }
  enum Level: Int, Codable, CaseIterable { case low = 1, high = 10 }
  struct ID: RawRepresentable, Codable, Equatable { var rawValue: String }
  struct Place: Codable, Equatable {
    var city: String
    var country: String?
  }
  struct Order: Codable, Equatable {
    var id: ID
    var count: UInt8
    var price: Double
    var isPaid: Bool
    var unit: Unit
    var levels: Set<Level>
    var places: [Place]
    var notes: [String: [Int16]]
    var next: Place?
    var grid: [[Float]]

    enum CodingKeys: String, CodingKey {
      case id, count, price, unit, levels, places, notes, next, grid
      case isPaid = "is_paid"
    }
  }
  final class Node: Codable {
    var name: String
    var children: [Node]
    var other: Node?

    init(name: String, children: [Node], other: Node?) {
      self.name = name
      self.children = children
      self.other = other
    }
  }
  struct Forest: Codable {
    var first: Node
    var second: Node?
  }
  class Base: Codable { var a = 1 }
  struct Nested: Codable {
    var value: Int

    init(value: Int) { self.value = value }
    enum Outer: String, CodingKey { case data }
    enum Inner: String, CodingKey { case value }
    init(from decoder: any Decoder) throws {
      let outer = try decoder.container(keyedBy: Outer.self)
      value = try outer.nestedContainer(keyedBy: Inner.self, forKey: .data).decode(
        Int.self, forKey: .value)
    }
    func encode(to encoder: any Encoder) throws {
      var outer = encoder.container(keyedBy: Outer.self)
      var inner = outer.nestedContainer(keyedBy: Inner.self, forKey: .data)
      try inner.encode(value, forKey: .value)
    }
  }
  enum Shape: Codable { case circle(radius: Double), point }
  enum Open: String, Codable { case a, b }
  struct Pair: Codable {
    var a: Int
    var b: String
    init(from decoder: any Decoder) throws {
      var list = try decoder.unkeyedContainer()
      a = try list.decode(Int.self)
      b = try list.decode(String.self)
    }
  }
  struct Percentage: JSONSchemaRepresentable, Codable {
    var value: Double
    static var jsonSchema: String { #"{"type":"object","properties":{"value":{"maximum":100}}}"# }
    static var example: Percentage { Percentage(value: 0) }
  }

  private func schema<T: Decodable>(_ type: T.Type) throws -> String {
    String(decoding: try Contract.schema(decoding: type), as: UTF8.self)
  }

  @Test func `each property has its schema`() throws {
    #expect(
      try schema(Place.self)
        == #"{"type":"object","properties":{"city":{"type":"string"},"country":{"anyOf":[{"type":"string"},{"type":"null"}]}},"required":["city"],"additionalProperties":false}"#
    )
    let order = try schema(Order.self)
    for part in [
      #""id":{"type":"string"}"#, #""count":{"type":"integer","minimum":0,"maximum":255}"#,
      #""price":{"type":"number"}"#, #""is_paid":{"type":"boolean"}"#,
      #""unit":{"type":"string","enum":["celsius","F"]}"#,
      #""levels":{"type":"array","items":{"type":"integer","enum":[1,10]},"uniqueItems":true}"#,
      #""notes":{"type":"object","additionalProperties":{"type":"array","items":{"type":"integer","minimum":-32768,"maximum":32767}}}"#,
      #""grid":{"type":"array","items":{"type":"array","items":{"type":"number"}}}"#,
    ] { #expect(order.contains(part), "\(part)") }
    #expect(
      try schema(Nested.self).contains(
        #"{"data":{"type":"object","properties":{"value":{"type":"integer""#))
    #expect(
      try schema([Unit].self)
        == #"{"type":"array","items":{"type":"string","enum":["celsius","F"]}}"#
    )
    #expect(try schema(Percentage.self) == Percentage.jsonSchema)
    #expect(try schema(Base.self).contains(#""required":["a"]"#))
  }

  @Test func `a type that holds itself is described once`() throws {
    let text = try schema(Node.self)
    #expect(text.hasPrefix(##"{"type":"object","properties":{"name":"##))
    #expect(text.contains(##""$defs":{"Node":{"type":"object""##))
    #expect(text.contains(##""children":{"type":"array","items":{"$ref":"#/$defs/Node"}}"##))
    let contract = try Contract(decoding: Forest.self)
    let json = #"{"first":{"name":"a","children":[{"name":"b","children":[]}]},"second":null}"#
    #expect(contract.judge(Output(text: json)).outcome == .valid)
    #expect(contract.judge(Output(text: json.replacing("\"b\"", with: "[]"))).outcome == .invalid)
  }

  @Test func `what cannot be found out is said, with the mend`() {
    func message<T: Decodable>(_ type: T.Type) -> String {
      do throws(InputError) {
        _ = try Contract(decoding: type)
        return ""
      } catch { return error.message }
    }
    #expect(message(Shape.self).contains("enum with associated values"))
    #expect(message(Open.self).contains("CaseIterable"))
    #expect(message(Pair.self).contains("by places"))
    #expect(message([Int: String].self).contains("keys that are no strings"))
    #expect(message([Shape].self).contains("JSONSchemaRepresentable"))
  }

  @Test func `what the type encodes conforms, and what conforms is decoded`() throws {
    var random = SplitMix64(7, "types")
    let contract = try Contract(decoding: Order.self)
    for _ in 0..<300 {
      func text() -> String { ["", "a", "\"", "é\n", "12"][random.below(5)] }
      let order = Order(
        id: ID(rawValue: text()), count: UInt8(random.below(256)),
        price: Double(random.below(1_000_000)) / 7 - 300, isPaid: random.one(in: 2),
        unit: random.pick(Unit.allCases), levels: random.one(in: 2) ? [.low] : [.high, .low],
        places: (0..<random.below(3)).map { _ in
          Place(city: text(), country: random.one(in: 2) ? nil : text())
        },
        notes: [text(): [Int16(random.below(65_536) - 32_768)]],
        next: random.one(in: 2) ? nil : Place(city: text(), country: nil),
        grid: [[], [Float(random.below(9))]])
      let json = Array(try JSONEncoder().encode(order))
      let judgement = contract.judge(Output(.text(json)))
      #expect(judgement.outcome == .valid, "\(judgement)")
      #expect(try judgement.decode(Order.self) == order)
    }
  }

  private func canonical<T: Encodable>(_ value: T) throws -> [UInt8] {
    Canonical.form(of: Array(try JSONEncoder().encode(value)))
  }

  class Animal: Codable, @unchecked Sendable {
    var name = "Rex"
  }
  final class Dog: Animal, @unchecked Sendable {
    var tricks: [String]

    init(tricks: [String]) {
      self.tricks = tricks
      super.init()
    }
    private enum Keys: String, CodingKey { case tricks }
    required init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Keys.self)
      tricks = try container.decode([String].self, forKey: .tricks)
      try super.init(from: container.superDecoder())
    }
    override func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Keys.self)
      try container.encode(tricks, forKey: .tricks)
      try super.encode(to: container.superEncoder())
    }
  }

  @Test func `a class and its superclass come back`() throws {
    let contract = try Contract(decoding: Dog.self)
    for tricks in [[], ["roll"], ["sit", "\"stay\""]] {
      let json = Array(try JSONEncoder().encode(Dog(tricks: tricks)))
      let judgement = contract.judge(Output(.text(json)))
      #expect(judgement.outcome == .valid, "\(judgement)")
      #expect(try canonical(judgement.decode(Dog.self)) == Canonical.form(of: json))
    }
    #expect(contract.judge(Output(text: #"{"tricks":[]}"#)).outcome == .invalid)
  }

  @Test func `what a type cannot hold does not conform`() throws {
    let contract = try Contract(decoding: [UInt8].self, policy: .none)
    #expect(contract.judge(Output(text: "[255,0,1.0]")).outcome == .valid)
    for bad in ["[256]", "[-1]", "[1.5]", "[\"1\"]"] {
      #expect(contract.judge(Output(text: bad)).outcome == .invalid, "\(bad)")
    }
  }

  @Test func `requests ask for types`() throws {
    let request = try ChatRequest(
      model: "m", messages: [.user("Where?")],
      tools: [RequestTool("go", decoding: Place.self)],
      responseFormat: .schema(decoding: Place.self, strict: true))
    let contract = try CompletionContract(request: request)
    #expect(
      contract.content?.judge(Output(text: #"{"city":"Oslo","country":null}"#)).outcome == .valid)
    // Strict modes have every member, and so does what is asked in them.
    #expect(contract.content?.judge(Output(text: #"{"city":"Oslo"}"#)).outcome == .invalid)
    #expect(contract.content?.judge(Output(text: #"{"town":"Oslo"}"#)).outcome != .valid)
  }
}
