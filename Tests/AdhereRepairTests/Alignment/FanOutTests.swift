import AdhereJSON
import AdhereSchema
import Testing

@testable import AdhereRepair

@Suite struct FanOutTests {
  private func spread(_ arguments: String) throws -> [String]? {
    let schema = try CompiledSchema(
      JSONDocument(bytes(#"{"properties":{"a":{"type":"string"},"b":{"type":"integer"}}}"#)))
    return FanOut.spread(bytes(arguments), schema: schema)?.map(\.string)
  }

  @Test func `one call for each element`() throws {
    #expect(try spread(#"{"a":["x","y"]}"#) == [#"{"a":"x"}"#, #"{"a":"y"}"#])
    #expect(
      try spread(#"{"a":["x","y"],"b":[1,2]}"#) == [#"{"a":"x","b":1}"#, #"{"a":"y","b":2}"#])
  }

  @Test(arguments: [
    #"{"a":"x"}"#, #"{"a":["x"]}"#, #"{"a":["x","y"],"b":[1,2,3]}"#, #"{"a":["x","y"],"b":"1"}"#,
  ])
  func `nothing where something else is wrong`(_ arguments: String) throws {
    #expect(try spread(arguments) == nil)
  }
}
