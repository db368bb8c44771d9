import Foundation
import Testing

@testable import AdhereRepair

@Suite struct RuleTableTests {
  @Test func `every rule has one row, at its place`() {
    #expect(RuleTable.entries.map(\.rule) == Rule.allCases)
    #expect(Set(RuleTable.entries.map(\.id)).count == Rule.allCases.count)
  }

  @Test func `ids are lower-case words and lead back to their rules`() throws {
    let form = try Regex("[a-z]+[0-9]*(-[a-z]+[0-9]*)*")
    for rule in Rule.allCases {
      #expect(try form.wholeMatch(in: rule.id) != nil, "\(rule.id)")
      #expect(Rule(id: rule.id) == rule)
    }
    #expect(Rule(id: "no-such-rule") == nil)
  }

  @Test func `every rule says what it does and shows it`() {
    for rule in Rule.allCases {
      #expect(!rule.summary.isEmpty && !rule.summary.contains("\n"), "\(rule.id)")
      #expect(!rule.example.before.isEmpty, "\(rule.id)")
    }
  }

  @Test func `costs are positive, and a lost mark costs one`() {
    for entry in RuleTable.entries { #expect(entry.cost > 0 && entry.cost <= 2, "\(entry.id)") }
    let marks: [Rule] = [
      .missingComma, .missingColon, .missingStartQuote, .missingEndQuote, .missingOpen,
      .missingClose,
    ]
    for mark in marks { #expect(RuleTable.entries[Int(mark.rawValue)].cost == 1, "\(mark.id)") }
    for notation: Rule in [.singleQuotes, .comment, .literals, .trailingComma, .tuple] {
      #expect(RuleTable.entries[Int(notation.rawValue)].cost < 1, "\(notation.id)")
    }
  }

  /// The article of the module names every rule, by its id and under its tier.
  @Test func `the documentation lists the rules of the table`() throws {
    let article = try String(
      contentsOf: RoomLayoutTests.room.appendingPathComponent("AdhereRepair.docc/Rules.md"),
      encoding: .utf8)
    for tier in Tier.allCases {
      let section = article.components(separatedBy: "## ").first { $0.hasPrefix(tier.rawValue) }
      let listed = try #require(section).split(separator: "\n").filter { $0.hasPrefix("- `") }
      let wanted = Rule.allCases.filter { $0.tier == tier }.map { "- `\($0.id)`: \($0.summary)" }
      #expect(listed.map(String.init) == wanted)
    }
  }
}
