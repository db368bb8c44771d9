import AdhereJSON
import AdhereTestSupport
import Testing

@testable import AdhereSchema

/// Branches that an object's names rule out are not tried, and the verdict is that of trying them.
struct OutlineTests {
  /// Random choices over random members: what holds beside one that cannot be outlined, as it stands
  /// in two branches only, holds in a list of many.
  @Test func manyBranchesAgreeWithFew() throws {
    var random = SplitMix64(11)
    func roll(_ sides: UInt64) -> Int { Int(random.next() % sides) }
    let names = (0..<9).map { "n\($0)" } + ["n\\u0031"]
    func branch() -> String {
      var parts: [String] = []
      let properties = (0..<roll(3)).map { _ in
        #""\#(names[roll(10)])":\#(["true", "false", #"{"type":"integer"}"#, #"{"allOf":[{},{},{"required":["n1"]}]}"#][roll(4)])"#
      }
      if !properties.isEmpty {
        parts.append("\"properties\":{\(properties.joined(separator: ","))}")
      }
      if roll(2) == 0 { parts.append("\"required\":[\"\(names[roll(9)])\"]") }
      if roll(6) == 0 { parts.append("\"additionalProperties\":false") }
      if roll(8) == 0 { parts.append(#""propertyNames":{"maxLength":2}"#) }
      if roll(8) == 0 { parts.append(#""patternProperties":{"^n[0-4]":{"type":"integer"}}"#) }
      if roll(8) == 0 { parts.append(#""minProperties":3"#) }
      return "{" + parts.joined(separator: ",") + "}"
    }
    func compiled(_ text: String) throws -> CompiledSchema {
      try CompiledSchema(JSONDocument(Array(text.utf8)))
    }
    for _ in 0..<1_500 {
      let branches = (0..<6).map { _ in branch() }
      let alone = try branches.map(compiled)
      let list = branches.joined(separator: ",")
      let (all, any, one) = try (
        compiled(#"{"allOf":[\#(list)]}"#), compiled(#"{"anyOf":[\#(list)]}"#),
        compiled(#"{"oneOf":[\#(list)]}"#)
      )
      for _ in 0..<4 {
        let members = Set((0..<roll(5)).map { _ in names[roll(10)] }).sorted().map {
          #""\#($0)":\#(["1", "\"s\"", #"{"n1":1,"n2":{}}"#, "{}"][roll(4)])"#
        }
        let text = "{" + members.joined(separator: ",") + "}"
        try JSONDocument(Array(text.utf8)).withTape { value in
          let count = alone.count { $0.isValid(value) }
          #expect(all.isValid(value) == (count == 6), "\(list) on \(text)")
          #expect(any.isValid(value) == (count > 0), "\(list) on \(text)")
          #expect(one.isValid(value) == (count == 1), "\(list) on \(text)")
        }
      }
    }
  }
}
