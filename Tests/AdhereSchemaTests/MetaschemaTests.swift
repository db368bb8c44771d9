import Foundation
import AdhereSchema
import AdhereJSON
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

  /// The vocabularies of 2019-09 and 2020-12, and that no file is left out.
  @Test func vocabularyMetaschemasAreTheFiles() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../schemas/metaschemas").standardizedFileURL
    var names: Set<String> = []
    for draft in ["draft2019-09", "draft2020-12"] {
      let meta = folder.appendingPathComponent(draft + "/meta")
      for name in try FileManager.default.contentsOfDirectory(atPath: meta.path) {
        let file = try JSONDocument(Array(Data(contentsOf: meta.appendingPathComponent(name))))
        let id = try #require(file.tape.member("$id", of: 0))
        let uri = String(decoding: StringText.decode(file.tape, id), as: UTF8.self)
        let embedded = try #require(SchemaRegistry.metaschema(at: uri), "\(draft)/\(name)")
        #expect(Canonical.form(file.tape) == Canonical.form(embedded.tape), "\(draft)/\(name)")
        names.insert(draft + "/" + String(name.dropLast(5)))
      }
    }
    #expect(
      names == [
        "draft2019-09/applicator", "draft2019-09/content", "draft2019-09/core",
        "draft2019-09/format", "draft2019-09/meta-data", "draft2019-09/validation",
        "draft2020-12/applicator", "draft2020-12/content", "draft2020-12/core",
        "draft2020-12/format-annotation", "draft2020-12/format-assertion",
        "draft2020-12/meta-data", "draft2020-12/unevaluated", "draft2020-12/validation",
      ])
  }
}
