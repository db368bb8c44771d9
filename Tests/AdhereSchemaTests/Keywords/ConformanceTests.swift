import AdhereSchema
import AdhereJSON
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
    for failure in failures.prefix(100) { print(failure) }
    let failed = failures.count
    #expect(failed == 0, "tests of the official suite fail")
  }
}
