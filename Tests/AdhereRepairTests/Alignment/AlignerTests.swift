import AdhereJSON
import AdhereSchema
import Testing

@testable import AdhereRepair

@Suite struct AlignerTests {
  private func aligned(_ json: String, to schema: String, policy: Policy = Policy(tier: .guess))
    throws -> (json: String, rules: [Rule])?
  {
    let schema = try CompiledSchema(JSONDocument(bytes(schema)))
    let aligner = Aligner(policy: policy) { _ in
      [Aligner.Target(node: 0, schema: schema, path: "")]
    }
    return aligner.align(bytes(json)).map { ($0.text.string, Changes.rules($0.changes).rules) }
  }

  /// One example of each rule that works on its own.
  @Test(arguments: [
    (#""5""#, #"{"type":"integer"}"#, "5", Rule.stringToNumber),
    (#""True""#, #"{"type":"boolean"}"#, "true", .stringToBoolean),
    (#""yes""#, #"{"type":"boolean"}"#, "true", .wordToBoolean),
    (#""none""#, #"{"type":["null","integer"]}"#, "null", .nullWord),
    ("5.0", #"{"type":"string"}"#, #""5.0""#, .scalarToString),
    ("5", #"{"type":"array","items":{"type":"integer"}}"#, "[5]", .scalarToList),
    ("[5]", #"{"type":"integer"}"#, "5", .listToScalar),
    (#""[1,2]""#, #"{"type":"array"}"#, "[1,2]", .parseString),
    (#""North East""#, #"{"enum":["north_east","west"]}"#, #""north_east""#, .enumSpelling),
    (#""It is true.""#, #"{"type":"boolean"}"#, "true", .valueInText),
    (#"["x, y"]"#, #"{"items":{"enum":["x","y"]}}"#, #"["x","y"]"#, .splitList),
    (
      #"{"userName":1}"#, #"{"properties":{"user_name":{}},"required":["user_name"]}"#,
      #"{"user_name":1}"#, .keySpelling
    ),
    (
      #"{"adress":1}"#, #"{"properties":{"address":{}},"required":["address"]}"#,
      #"{"address":1}"#, .keySlip
    ),
    (
      #"{"param1":1}"#, #"{"properties":{"city":{}},"required":["city"]}"#, #"{"city":1}"#,
      .placeholderKey
    ),
    (
      #"{"data":{"a":1}}"#, #"{"properties":{"a":{}},"required":["a"]}"#, #"{"a":1}"#, .unwrapKey
    ),
    ("7", #"{"type":"object","properties":{"id":{}}}"#, #"{"id":7}"#, .wrapValue),
    (
      "{}", #"{"properties":{"u":{"const":"C"}},"required":["u"]}"#, #"{"u":"C"}"#, .fillDefault
    ),
    (
      #"{"a":null}"#, #"{"properties":{"a":{"type":"integer"}}}"#, "{}", .dropNull
    ),
    (
      #"{"a":1,"b":2}"#, #"{"properties":{"a":{}},"additionalProperties":false}"#, #"{"a":1}"#,
      .dropUnknown
    ),
    (#"{"a":"x"}"#, #"{"properties":{"a":{"type":"null"}}}"#, "{}", .dropInvalidOptional),
    (#"[1,"x"]"#, #"{"items":{"type":"integer"}}"#, "[1]", .dropInvalidItem),
  ])
  func `each rule alone`(_ json: String, _ schema: String, _ result: String, _ rule: Rule) throws {
    let found = try #require(try aligned(json, to: schema))
    #expect(found.json == result)
    #expect(found.rules == [rule])
    var policy = Policy(tier: .guess)
    policy.deny(rule)
    #expect(try aligned(json, to: schema, policy: policy)?.rules.contains(rule) != true)
  }

  @Test(arguments: [
    (#"{"error":{"a":1}}"#, #"{"properties":{"a":{}},"required":["a"]}"#),
    (#"{"properties":{"a":{"type":"string"}}}"#, #"{"properties":{"a":{}},"required":["a"]}"#),
    (#""I cannot.""#, #"{"type":"object","properties":{"q":{"type":"string"}}}"#),
    (#""red, blue""#, #"{"type":"array","items":{"type":"string"}}"#),
    (#""none""#, #"{"type":"array","items":{"type":"string"}}"#),
    ("{}", #"{"type":"array"}"#), ("true", #"{"type":"array"}"#),
    (#"{"county":1}"#, #"{"properties":{"country":{}},"required":["country"]}"#),
    (#"{"city2":1}"#, #"{"properties":{"city":{}},"required":["city"]}"#),
    (#"{"param_name":"city"}"#, #"{"properties":{"city":{}},"required":["city"]}"#),
    (#""mV""#, #"{"enum":["MV","kV"]}"#), (#""ab""#, #"{"enum":["AB","a-b"]}"#),
    (
      #""x""#,
      #"{"anyOf":[{"type":"array"},{"type":"object","properties":{"a":{"type":"string"}}}]}"#
    ),
  ])
  func `what has more than one meaning is left alone`(_ json: String, _ schema: String) throws {
    #expect(try aligned(json, to: schema, policy: Policy()) == nil)
  }

  @Test func `a list of many faults is mended whole`() throws {
    let json = "[" + Array(repeating: #""5""#, count: 700).joined(separator: ",") + "]"
    let found = try aligned(json, to: #"{"items":{"type":"integer"}}"#, policy: Policy())
    #expect(found?.json == json.filter { $0 != "\"" })
  }

  @Test func `no list loses all its elements`() throws {
    #expect(try aligned(#"["?","!"]"#, to: #"{"items":{"type":"integer"}}"#) == nil)
  }

  @Test func `an answer wrapped as a string or a made-up call is taken out`() throws {
    let schema = #"{"properties":{"a":{"type":"integer"}},"required":["a"]}"#
    #expect(
      try aligned(#"{"json":"{\"a\":1}"}"#, to: schema, policy: Policy())?.json == #"{"a":1}"#)
    let call = #"{"type":"function","name":"answer","parameters":{"a":1}}"#
    #expect(try aligned(call, to: schema, policy: Policy())?.json == #"{"a":1}"#)
  }

  @Test func `what conforms is left alone, what no rule mends is no result`() throws {
    #expect(try aligned("5", to: #"{"type":"integer"}"#)?.json == "5")
    #expect(try aligned(#""x""#, to: #"{"type":"integer"}"#) == nil)
  }

  @Test func `a respelled number does not become a string`() throws {
    let schema = try CompiledSchema(JSONDocument(bytes(#"{"type":"string"}"#)))
    let aligner = Aligner(policy: Policy()) { _ in
      [Aligner.Target(node: 0, schema: schema, path: "")]
    }
    #expect(aligner.align(bytes("15"), after: [Change(0, 3, bytes("15"), .numberForm)]) == nil)
  }
}
