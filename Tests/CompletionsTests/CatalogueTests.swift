import Foundation
import Testing

/// `catalogue` names a test for every quirk that is known: `quirk|suite/test: row`.
@Suite struct CatalogueTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

  static func lines() throws -> [(quirk: String, suite: String, test: String)] {
    try String(contentsOf: folder.appendingPathComponent("catalogue"), encoding: .utf8)
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
      at: tests, includingPropertiesForKeys: nil)!
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

  @Test func `no quirk is named twice`() throws {
    let quirks = try Self.lines().map(\.quirk)
    #expect(Set(quirks).count == quirks.count)
    #expect(quirks.count > 120)
  }
}
