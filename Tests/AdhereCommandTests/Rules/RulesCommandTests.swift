import Foundation
import Testing

/// `adhere rules`.
@Suite struct RulesCommandTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test func `rules are listed with tier and example`() throws {
    let table = try CommandRun.adhere("rules", in: scratch)
    #expect(table.text.contains("trailing-comma"))
    let one = try CommandRun.adhere("rules", "trailing-comma", in: scratch)
    #expect(one.text.hasPrefix("trailing-comma (lossless): "))
    let json = try CommandRun.adhere("rules", "--format", "json", in: scratch)
    let list = try JSONSerialization.jsonObject(with: json.output) as? [[String: Any]]
    #expect(list?.isEmpty == false)
    for rule in list ?? [] {
      #expect(rule["id"] is String && rule["tier"] is String && rule["summary"] is String)
      #expect((rule["example"] as? [String: Any])?.count == 2)
    }
  }
}
