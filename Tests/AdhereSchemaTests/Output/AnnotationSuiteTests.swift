import Foundation
import AdhereSchema
import AdhereJSON
import Testing

/// The official annotation tests, where the suite lies beside the checkout
/// (`shared/JSON-Schema-Test-Suite/annotations`), each in every dialect it is meant for.
struct AnnotationSuiteTests {
  private static let releases: [(dialect: Dialect, number: Int)] = [
    (.draft3, 3), (.draft4, 4), (.draft6, 6), (.draft7, 7), (.draft2019, 2019),
    (.draft2020, 2020), (.v1, 9999),
  ]

  @Test func annotationTests() throws {
    guard let suite = OfficialSuite() else {
      print("skipped: no JSON-Schema-Test-Suite beside the checkout")
      return
    }
    let folder = suite.root.appendingPathComponent("annotations/tests")
    var total = 0
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
      let file = try JSONDocument(
        Array(Data(contentsOf: folder.appendingPathComponent(name))))
      for testCase in file.tape.children(of: file.tape.member("suite", of: 0)!) {
        for release in Self.releases where isMeant(file.tape, testCase, release.number) {
          total += try check(file, testCase, release.dialect, name)
        }
      }
    }
    print("annotation assertions: \(total)")
    #expect(total > 0)
  }

  private func text(_ tape: Tape, _ node: Int) -> String {
    String(decoding: StringText.decode(tape, node), as: UTF8.self)
  }

  private func isMeant(_ tape: Tape, _ testCase: Int, _ number: Int) -> Bool {
    guard let member = tape.member("compatibility", of: testCase) else { return true }
    return text(tape, member).split(separator: ",").allSatisfy { rule in
      if rule.hasPrefix("<=") { return number <= Int(rule.dropFirst(2))! }
      if rule.hasPrefix("=") { return number == Int(rule.dropFirst())! }
      return number >= Int(rule)!
    }
  }

  private func check(
    _ file: JSONDocument, _ testCase: Int, _ dialect: Dialect, _ name: String
  ) throws -> Int {
    let tape = file.tape
    var options = SchemaOptions(defaultDialect: dialect)
    if let external = tape.member("externalSchemas", of: testCase) {
      var registry = SchemaRegistry()
      for key in tape.children(of: external) {
        registry.add(try JSONDocument(Array(tape.source(key + 1))), at: text(tape, key))
      }
      options.registry = registry
    }
    let schema = try CompiledSchema(
      file, at: tape.member("schema", of: testCase)!, options: options)
    var total = 0
    for test in tape.children(of: tape.member("tests", of: testCase)!) {
      let annotations = schema.annotations(tape, at: tape.member("instance", of: test)!)
      for assertion in tape.children(of: tape.member("assertions", of: test)!) {
        let location = text(tape, tape.member("location", of: assertion)!)
        let keyword = text(tape, tape.member("keyword", of: assertion)!)
        var expected: [String: [UInt8]] = [:]
        for key in tape.children(of: tape.member("expected", of: assertion)!) {
          expected[text(tape, key)] = try canonical(Array(tape.source(key + 1)))
        }
        var found: [String: [UInt8]] = [:]
        for annotation in annotations
        where annotation.instanceLocation == location && annotation.keyword == keyword {
          let end = annotation.schemaLocation.lastIndex(of: "/")!
          found[String(annotation.schemaLocation[..<end])] = try canonical(annotation.value)
        }
        #expect(
          found == expected,
          "\(name) \(text(tape, tape.member("description", of: testCase)!)) \(dialect) at \(location)"
        )
        total += 1
      }
    }
    withExtendedLifetime(file) {}
    return total
  }

  private func canonical(_ text: [UInt8]) throws -> [UInt8] {
    let document = try JSONDocument(text)
    return document.withTape { Canonical.form($0) }
  }
}
