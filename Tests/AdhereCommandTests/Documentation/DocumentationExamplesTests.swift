import Foundation
import Testing

/// The Swift of README and manual is compiled by tests of other targets, and its paths exist.
@Suite struct DocumentationExamplesTests {
  /// The tests that compile the examples. Most of them run them too.
  private static let sources = [
    "Tests/AdherenceTests/DocumentationExampleTests.swift",
    "Tests/AdhereClientTests/ClientDocumentationTests.swift",
    "Tests/AdhereSchemaTests/Schema/DocumentationExampleTests.swift",
    "Tests/AdhereStructuredTests/DocumentationExampleTests.swift",
  ]

  /// Lines without blank ones and indentation.
  private func lines(_ text: String) -> [String] {
    text.components(separatedBy: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }
  }

  @Test(arguments: DocumentationPage.all)
  func `the Swift examples are compiled by a test`(_ page: DocumentationPage) throws {
    let tests = try Self.sources.map { source in
      lines(
        try String(
          contentsOf: CommandRun.package.appendingPathComponent(source), encoding: .utf8))
    }
    for block in try page.blocks("swift") where !block.hasPrefix("// swift-tools-version") {
      let imports = lines(block).filter { $0.hasPrefix("import ") }
      let code = lines(block).filter { !$0.hasPrefix("import ") }.joined(separator: "\n")
      let isCompiled = tests.contains { test in
        imports.allSatisfy(test.contains) && test.joined(separator: "\n").contains(code)
      }
      #expect(isCompiled, "\(block)")
    }
  }

  @Test func `the README and the article of the library have examples`() throws {
    #expect(try DocumentationPage.readme.blocks("swift").count == 2)
    let library = try #require(DocumentationPage.articles.first { $0.path.contains("Library") })
    #expect(try library.blocks("swift").count >= 8)
  }

  @Test func `the Package.swift of the manual is a manifest`() throws {
    let manifests = try DocumentationPage.all.flatMap { try $0.blocks("swift") }
      .filter { $0.hasPrefix("// swift-tools-version") }
    #expect(manifests.count == 1)
    let own = try String(
      contentsOf: CommandRun.package.appendingPathComponent("Package.swift"), encoding: .utf8)
    for manifest in manifests {
      let scratch = try Scratch()
      try scratch.file("Package.swift", manifest)
      let run = try CommandRun.shell("swift package dump-package", in: scratch)
      #expect(run.status == 0, "\(run.errors)")
      for match in manifest.matches(of: #/\.product\(name: "(\w+)"/#) {
        #expect(own.contains(".library(name: \"\(match.1)\""))
      }
    }
  }

  @Test(arguments: DocumentationPage.all)
  func `paths and links lead to files of the tree`(_ page: DocumentationPage) throws {
    for path in try page.paths.union(page.links) {
      let file = CommandRun.package.appendingPathComponent(path)
      #expect(FileManager.default.fileExists(atPath: file.path), "\(page.path): \(path)")
    }
  }

  @Test func `the manual lists every article`() throws {
    let folder = CommandRun.package.appendingPathComponent(DocumentationPage.catalogue)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .map { "\(DocumentationPage.catalogue)/\($0)" }
    #expect(Set(files) == Set(DocumentationPage.articles.map(\.path)))
    let landing = DocumentationPage.articles[0].path
    for page in [DocumentationPage.articles[0], .readme] {
      #expect(try page.links.union([landing]).isSuperset(of: files), "\(page.path)")
    }
  }

  @Test func `the map of the README names every module`() throws {
    let folder = CommandRun.package.appendingPathComponent("Sources")
    let readme = try DocumentationPage.readme.text
    for module in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      // Module maps are no rooms.
      guard !module.hasPrefix("C") else { continue }
      #expect(readme.contains("`\(module)`"), "\(module)")
    }
  }
}
