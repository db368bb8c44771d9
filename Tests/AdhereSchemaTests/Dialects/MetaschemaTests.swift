import AdhereJSON
import AdhereSchema
import Foundation
import Testing

struct MetaschemaTests {
  @Test(arguments: Dialect.allCases)
  func metaschemaAcceptsItself(dialect: Dialect) throws {
    let metaschema = try #require(SchemaRegistry.metaschema(of: dialect))
    let schema = try CompiledSchema(metaschema, options: SchemaOptions(defaultDialect: dialect))
    #expect(schema.isValid(metaschema.tape))
    #expect(schema.violations(metaschema.tape).isEmpty)
  }

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../schemas/metaschemas").standardizedFileURL

  @Test(arguments: Dialect.allCases)
  func metaschemaIsTheFile(dialect: Dialect) throws {
    let files: [Dialect: String] = [
      .draft3: "draft-03", .draft4: "draft-04", .draft6: "draft-06", .draft7: "draft-07",
      .draft2019: "draft2019-09", .draft2020: "draft2020-12", .v1: "v1",
    ]
    let file = try Data(
      contentsOf: Self.folder.appendingPathComponent(files[dialect]! + ".json"))
    let metaschema = try #require(SchemaRegistry.metaschema(of: dialect))
    #expect(metaschema.withTape { Array($0.source(0)) } == Self.trimmed(file))
  }

  /// Every file is embedded as it stands, and none is left out of the list.
  @Test func everyFileIsEmbedded() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
      .filter { $0.hasSuffix(".json") }
    #expect(names.count == 21)
    for name in names {
      let data = try Data(contentsOf: Self.folder.appendingPathComponent(name))
      let file = try JSONDocument(Array(data))
      let id = try #require(file.tape.member("$id", of: 0) ?? file.tape.member("id", of: 0))
      let uri = String(decoding: StringText.decode(file.tape, id), as: UTF8.self)
      let embedded = try #require(SchemaRegistry.metaschema(at: uri), "\(name)")
      #expect(embedded.withTape { Array($0.source(0)) } == Self.trimmed(data), "\(name)")
    }
  }

  private static func trimmed(_ file: Data) -> [UInt8] {
    var text = Array(file)
    while text.last == UInt8(ascii: "\n") { text.removeLast() }
    return text
  }
}
