import AdhereJudging
import AdhereWire
import Testing

/// Schemas and types that are written by hand.
@Suite struct TypeAgreementTests {
  enum Unit: String, Codable, CaseIterable { case celsius, fahrenheit }
  struct Place: Codable {
    var city: String
    var country: String?
  }
  struct Weather: Codable {
    var unit: Unit
    var degrees: Double
    var days: UInt8
    var place: Place
    var tags: [String]
    var counts: [String: Int]
  }
  struct Node: Codable {
    var name: String
    var children: [Node]
  }

  private func gaps<T: Decodable>(_ schema: String, _ type: T.Type) throws -> [String] {
    try Contract.gaps(in: schema.utf8, decoding: type)
  }

  private static let place =
    #"{"type":"object","properties":{"city":{"type":"string"},"country":{"type":["string","null"]}},"required":["city"]}"#

  private static func weather(
    unit: String = #"{"enum":["celsius"]}"#, degrees: String = #"{"type":"number"}"#,
    days: String = #"{"type":"integer","minimum":0,"maximum":7}"#,
    place: String = ##"{"$ref":"#/$defs/place"}"##,
    tags: String = #"{"type":"array","items":{"type":"string"}}"#,
    counts: String = #"{"type":"object","additionalProperties":{"type":"integer"}}"#,
    required: String = #"["unit","degrees","days","place","tags","counts"]"#
  ) -> String {
    #"{"type":"object","properties":{"unit":\#(unit),"degrees":\#(degrees),"days":\#(days),"place":\#(place),"tags":\#(tags),"counts":\#(counts)},"required":\#(required),"$defs":{"place":\#(Self.place)}}"#
  }

  @Test func `a schema that fits has no gap`() throws {
    #expect(try gaps(Self.weather(), Weather.self) == [])
    #expect(
      try gaps(
        Self.weather(
          unit: #"{"const":"fahrenheit"}"#, degrees: #"{"type":"integer"}"#,
          days: #"{"enum":[1,2]}"#, place: #"{"allOf":[{"minProperties":1},\#(Self.place)]}"#,
          tags: #"{"type":"array","maxItems":0}"#,
          counts: #"{"type":"object","additionalProperties":false}"#),
        Weather.self) == [])
    #expect(try gaps(Self.weather(place: "false"), Weather.self) == [])
    #expect(
      try gaps(
        ##"{"type":"object","properties":{"name":{"type":"string"},"children":{"type":"array","items":{"$ref":"#"}}},"required":["name","children"]}"##,
        Node.self) == [])
  }

  @Test func `every gap is told with its place`() throws {
    let faults: [(String, String)] = [
      (
        Self.weather(unit: #"{"type":"string"}"#),
        #"/unit: any string is permitted, one of "celsius", "fahrenheit" is due"#
      ),
      (
        Self.weather(unit: #"{"enum":["celsius","kelvin"]}"#),
        #"/unit: kelvin is permitted, one of "celsius", "fahrenheit" is due"#
      ),
      (
        Self.weather(degrees: #"{"type":["number","null"]}"#),
        "/degrees: null is permitted, a number is due"
      ),
      (
        Self.weather(days: #"{"type":"integer","minimum":0}"#),
        "/days: whole numbers outside of 0 to 255 are permitted"
      ),
      (
        Self.weather(days: #"{"type":"number","minimum":0,"maximum":7}"#),
        "/days: any number is permitted, a whole number from 0 to 255 is due"
      ),
      (
        Self.weather(days: #"{"enum":[1,1.5]}"#),
        "/days: 1.5 is permitted, a whole number from 0 to 255 is due"
      ),
      (
        Self.weather(
          place:
            #"{"type":"object","properties":{"city":{"type":"string"},"country":{"type":"string"}}}"#
        ), "/place/city: may be missing, a string is due"
      ),
      (
        Self.weather(place: #"{"anyOf":[\#(Self.place),{"type":"null"}]}"#),
        "/place: null is permitted, an object is due"
      ),
      (
        Self.weather(
          place:
            #"{"type":"object","properties":{"city":true},"required":["city"],"additionalProperties":false}"#
        ), "/place/city: any value is permitted, a string is due"
      ),
      (
        Self.weather(
          place:
            #"{"type":"object","properties":{"city":{"type":"string"}},"required":["city"],"patternProperties":{"^c":{"type":"number"}},"additionalProperties":false}"#
        ), "/place/country: any number is permitted, a string is due"
      ),
      (
        Self.weather(tags: #"{"type":"array"}"#), "/tags/0: any value is permitted, a string is due"
      ),
      (
        Self.weather(
          tags: #"{"type":"array","prefixItems":[{"type":"number"}],"items":{"type":"string"}}"#),
        "/tags/0: any number is permitted, a string is due"
      ),
      (
        Self.weather(counts: #"{"type":"object"}"#),
        "/counts/*: any value is permitted, a whole number from -9223372036854775808 to 9223372036854775807 is due"
      ),
      (
        Self.weather(required: #"["unit","degrees","days","place","tags"]"#),
        "/counts: may be missing, an object is due"
      ),
      ("true", ": any value is permitted, an object is due"),
    ]
    for (schema, gap) in faults {
      let found = try gaps(schema, Weather.self)
      #expect(found.contains(gap), "\(schema): \(found)")
    }
    #expect(
      try gaps(
        ##"{"type":"object","properties":{"name":{"type":"string"},"children":{"type":"array","items":{"anyOf":[{"$ref":"#"},{"type":"null"}]}}},"required":["name","children"]}"##,
        Node.self) == ["/children/0: null is permitted, an object is due"])
  }

  @Test(arguments: [
    ##"{"$ref":"#"}"##, ##"{"allOf":[{"$ref":"#"}]}"##,
    ##"{"$ref":"#/$defs/a","$defs":{"a":{"$ref":"#/$defs/b"},"b":{"$ref":"#/$defs/a"}}}"##,
  ])
  func `a schema that refers to itself ends`(_ schema: String) throws {
    #expect(try gaps(schema, Place.self) == [": the schema refers to itself, an object is due"])
  }

  @Test func `what is no schema is refused`() {
    #expect(throws: InputError.self) { try gaps("{", Weather.self) }
  }
}
