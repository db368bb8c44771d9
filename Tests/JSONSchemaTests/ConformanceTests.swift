import JSONSchema
import JSONText
import Testing

/// The official suite, where it lies beside the checkout (`shared/JSON-Schema-Test-Suite`).
struct ConformanceTests {
  @Test func officialSuite() throws {
    guard let suite = OfficialSuite() else {
      print("skipped: no JSON-Schema-Test-Suite beside the checkout")
      return
    }
    var table: [String] = []
    var failures: [String] = []
    for draft in OfficialSuite.drafts {
      let result = suite.run(draft)
      table += result.table
      failures += result.failures
    }
    print(table.joined(separator: "\n"))
    if !failures.isEmpty { print(failures.prefix(400).joined(separator: "\n")) }
    #expect(failures.isEmpty, "\(failures.count) tests of the suite fail")
  }
}
