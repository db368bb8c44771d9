import Foundation
import JSONSchema
import JSONText
import Testing

struct MetaschemaTests {
  @Test(arguments: Dialect.allCases)
  func metaschemaAcceptsItself(dialect: Dialect) throws {
    let metaschema = try #require(SchemaRegistry.metaschema(of: dialect))
    let schema = try CompiledSchema(metaschema, options: SchemaOptions(defaultDialect: dialect))
    #expect(schema.isValid(metaschema.tape))
    #expect(schema.violations(metaschema.tape).isEmpty)
  }

  @Test(arguments: Dialect.allCases)
  func metaschemaIsTheFile(dialect: Dialect) throws {
    let files: [Dialect: String] = [
      .draft3: "draft-03.json", .draft4: "draft-04.json", .draft6: "draft-06.json",
      .draft7: "draft-07.json", .draft2019: "draft2019-09/schema.json",
      .draft2020: "draft2020-12/schema.json", .v1: "v1/schema.json",
    ]
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../schemas/metaschemas").standardizedFileURL
    let file = try JSONDocument(
      Array(Data(contentsOf: folder.appendingPathComponent(files[dialect]!))))
    let metaschema = try #require(SchemaRegistry.metaschema(of: dialect))
    #expect(Canonical.form(file.tape) == Canonical.form(metaschema.tape))
  }
}
