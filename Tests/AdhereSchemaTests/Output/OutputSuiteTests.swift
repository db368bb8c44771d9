import Foundation
import AdhereSchema
import AdhereJSON
import Testing

/// The official output tests, where the suite lies beside the checkout
/// (`shared/JSON-Schema-Test-Suite/output-tests`): each case is a schema that our output has to
/// satisfy.
struct OutputSuiteTests {
  @Test func outputTests() throws {
    guard let suite = OfficialSuite() else {
      print("skipped: no JSON-Schema-Test-Suite beside the checkout")
      return
    }
    var total = 0
    for draft in OfficialSuite.drafts where draft.dialect >= .draft2019 {
      let folder = suite.root.appendingPathComponent("output-tests/\(draft.folder)")
      var options = SchemaOptions(defaultDialect: draft.dialect, lenient: true)
      let outputSchema = try parse(folder.appendingPathComponent("output-schema.json"))
      var registry = SchemaRegistry()
      let id = try #require(outputSchema.tape.member("$id", of: 0))
      registry.add(
        outputSchema, at: String(decoding: StringText.decode(outputSchema.tape, id), as: UTF8.self))
      options.registry = registry
      let content = folder.appendingPathComponent("content")
      for name in try FileManager.default.contentsOfDirectory(atPath: content.path).sorted() {
        total += try check(
          parse(content.appendingPathComponent(name)), "\(draft.folder)/\(name)", options)
      }
    }
    print("output tests: \(total)")
    #expect(total > 0)
  }

  private func parse(_ url: URL) throws -> JSONDocument {
    try JSONDocument(Array(Data(contentsOf: url)))
  }

  private func check(
    _ file: JSONDocument, _ name: String, _ options: SchemaOptions
  ) throws -> Int {
    var total = 0
    let tape = file.tape
    for testCase in tape.children(of: 0) {
      let schema = try CompiledSchema(
        file, at: tape.member("schema", of: testCase)!, options: options)
      for test in tape.children(of: tape.member("tests", of: testCase)!) {
        let formats = tape.member("output", of: test)!
        for key in tape.children(of: formats) {
          let wanted = String(decoding: StringText.decode(tape, key), as: UTF8.self)
          let format = try #require(OutputFormat(rawValue: wanted))
          let output = schema.output(tape, at: tape.member("data", of: test)!, format: format)
          let document = try JSONDocument(output)
          let meta = try CompiledSchema(file, at: key + 1, options: options)
          let violations = meta.violations(document.tape)
          #expect(
            violations.isEmpty,
            "\(name) \(wanted): \(String(decoding: output, as: UTF8.self)): \(violations.map { $0.instancePath + " " + $0.message })"
          )
          total += 1
        }
      }
    }
    withExtendedLifetime(file) {}
    return total
  }
}
