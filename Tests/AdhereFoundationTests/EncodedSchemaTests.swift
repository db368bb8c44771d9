import AdhereFoundation
import AdhereJudging
import AdhereWire
import Foundation
import Testing

/// Schemas that other libraries hold as values.
@Suite struct EncodedSchemaTests {
  /// As a schema macro makes it.
  struct Schema: Encodable {
    var type = "object"
    var properties = ["age": ["type": "integer"], "name": ["type": "string"]]
    var required = ["age"]
  }
  struct Broken: Encodable {
    func encode(to encoder: any Encoder) throws {
      throw EncodingError.invalidValue(1, .init(codingPath: [], debugDescription: "no"))
    }
  }

  @Test func `an encodable schema is a contract`() throws {
    let contract = try Contract(encoding: Schema())
    #expect(contract.judge(Output(text: #"{"age":36}"#)).outcome == .valid)
    #expect(contract.judge(Output(text: #"{"name":"a"}"#)).outcome == .invalid)
    #expect(
      String(decoding: try Contract.schema(encoding: Schema()), as: UTF8.self)
        == #"{"properties":{"age":{"type":"integer"},"name":{"type":"string"}},"required":["age"],"type":"object"}"#
    )
  }

  @Test func `what encodes as no schema is an error`() {
    #expect(throws: InputError.self) { try Contract(encoding: Broken()) }
    #expect(throws: InputError.self) { try Contract(encoding: ["type": "objekt"]) }
  }
}
