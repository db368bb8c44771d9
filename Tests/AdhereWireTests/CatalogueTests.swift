import Foundation
import Testing

/// `catalogue/quirks` names a test for every quirk that is known: `quirk|suite/test: row`. In
/// `catalogue/reference-rows` stand the rows of the collection they were taken from, by section and
/// hash of their first cell, with the quirks that each of them is.
@Suite struct CatalogueTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

  static func lines() throws -> [(quirk: String, suite: String, test: String)] {
    try String(contentsOf: folder.appendingPathComponent("catalogue/quirks"), encoding: .utf8)
      .split(separator: "\n").map { line in
        let parts = line.split(separator: "|", maxSplits: 1)
        let names = parts[1].split(separator: "/", maxSplits: 1)
        return (String(parts[0]), String(names[0]), String(names[1]))
      }
  }

  @Test func `every test that is named is there`() throws {
    var sources: [String: String] = [:]
    let tests = Self.folder.deletingLastPathComponent()
    for case let file as URL in FileManager.default.enumerator(
      at: tests, includingPropertiesForKeys: nil, options: .skipsHiddenFiles)!
    where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      sources[file.deletingPathExtension().lastPathComponent] = text
    }
    let tables = (sources["FramingRows"] ?? "") + (sources["DeltaRows"] ?? "")
    for line in try Self.lines() {
      let suite = try #require(sources[line.suite], "\(line.suite)")
      let parts = line.test.split(separator: ":", maxSplits: 1).map(String.init)
      #expect(suite.contains("func `\(parts[0])`("), "\(line)")
      if parts.count > 1 {
        let row = "\"\(parts[1].dropFirst())\""
        #expect((suite + (line.suite == "QuirkStreamTests" ? tables : "")).contains(row), "\(row)")
      }
    }
  }

  /// Of the collection: section, first cell, whole row.
  static func referenceRows() throws -> [(section: String, cell: String, row: String)]? {
    var root = folder
    while root.path != "/" {
      let file = root.deletingLastPathComponent().appendingPathComponent(
        "shared/reference/provider-wire.md")
      if let text = try? String(contentsOf: file, encoding: .utf8) { return rows(of: text) }
      root = root.deletingLastPathComponent()
    }
    return nil
  }

  private static func rows(of text: String) -> [(section: String, cell: String, row: String)] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    func isRule(_ line: String) -> Bool {
      line.hasPrefix("|") && line.allSatisfy { "|- ".contains($0) }
    }
    var out: [(section: String, cell: String, row: String)] = []
    var section: String?
    for (i, line) in lines.enumerated() {
      if line.hasPrefix("## ") { section = nil }
      if line.hasPrefix("### ") { section = String(line.dropFirst(4).prefix(3)) }
      guard let section, sections.contains(section), line.hasPrefix("|"), !isRule(line),
        i + 1 >= lines.count || !isRule(lines[i + 1])
      else { continue }
      let cells = line.replacing("\\|", with: "\u{0}").split(
        separator: "|", omittingEmptySubsequences: false
      ).map { $0.trimmingCharacters(in: .whitespaces).replacing("\u{0}", with: "\\|") }
      // How many quirks each client gets right is no quirk.
      if section == "5.2", cells.count == 5, cells[2].allSatisfy({ $0.isNumber || $0 == "-" }) {
        continue
      }
      out.append((section, cells[1], line))
    }
    return out
  }

  static let sections: Set = ["3.1", "3.2", "3.3", "3.4", "3.5", "3.7", "5.2"]

  @Test func `every row of the collection has a test`() throws {
    guard let rows = try Self.referenceRows() else {
      print("skipped: the collection of quirks is not here")
      return
    }
    let text = try String(
      contentsOf: Self.folder.appendingPathComponent("catalogue/reference-rows"), encoding: .utf8)
    var known: [String: [String]] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 2).map(String.init)
      known["\(parts[0]) \(parts[1])"] = parts[2].split(separator: ";").map(String.init)
    }
    let quirks = Set(try Self.lines().map(\.quirk))
    for row in rows {
      let hash = row.cell.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
        ($0 ^ UInt64($1)) &* 0x100_0000_01B3
      }
      let digits = String(hash, radix: 16)
      let id = "\(row.section) " + String(repeating: "0", count: 16 - digits.count) + digits
      let names = try #require(known[id], "no test is named for \(id): \(row.row)")
      for name in names where !name.hasPrefix("-") { #expect(quirks.contains(name), "\(name)") }
    }
    #expect(rows.count > 100)
    print("\(rows.count) rows of the collection, \(quirks.count) quirks, each with a test")
  }

  @Test func `no quirk is named twice`() throws {
    let quirks = try Self.lines().map(\.quirk)
    #expect(Set(quirks).count == quirks.count)
    #expect(quirks.count > 120)
  }
}
