import AdherePlatform
import AdhereJSON
import AdhereJudging
import AdhereSchema
import AdhereTallies
import Foundation
import Testing

@testable import AdhereReport

/// The JSON of a report against its schema.
@Suite struct ReportJSONTests {
  private func schema() throws -> CompiledSchema {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("schemas/report.schema.json")
    return try CompiledSchema(JSONDocument(Array(try Data(contentsOf: file))))
  }

  @Test(arguments: Report.Grouping.allCases)
  func `every report conforms to schemas/report.schema.json`(by grouping: Report.Grouping) throws {
    let schema = try schema()
    for tallies in [Counted.tallies(), Tallies()] {
      let report = Report(tallies, by: grouping, since: Timestamp(hour: Counted.hour))
      let comparison =
        report.rows.count > 1 ? Comparison(report.rows[0], report.rows[1]) : nil
      let document = try JSONDocument(report.json(comparison: comparison))
      document.withTape { tape in
        #expect(schema.isValid(tape), "\(schema.violations(tape).map(\.message))")
      }
    }
  }

  @Test func `shares have six decimals`() throws {
    let report = Report(Counted.tallies())
    let text = String(decoding: report.json(), as: UTF8.self)
    #expect(text.contains(#""as_it_came":{"count":900,"share":0.900000,"interval":[0.879"#))
    #expect(text.contains(#""redactions":{"email":3}"#))
    #expect(text.hasSuffix("}\n"))
  }
}
