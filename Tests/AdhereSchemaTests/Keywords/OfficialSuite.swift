import Foundation
import AdhereSchema
import AdhereJSON

/// Walks the official JSON-Schema-Test-Suite.
struct OfficialSuite {
  static let drafts: [(folder: String, dialect: Dialect)] = [
    ("draft3", .draft3), ("draft4", .draft4), ("draft6", .draft6), ("draft7", .draft7),
    ("draft2019-09", .draft2019), ("draft2020-12", .draft2020), ("v1", .v1),
  ]

  /// The outputs that have to tell the same verdict.
  static let outputs: [OutputFormat] = [.basic, .verbose]

  let root: URL

  /// Nil where the suite is not there.
  init?(file: String = #filePath) {
    var folder = URL(fileURLWithPath: file)
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      let candidate = folder.appendingPathComponent("../shared/JSON-Schema-Test-Suite")
        .standardizedFileURL
      if FileManager.default.fileExists(atPath: candidate.path) {
        root = candidate
        return
      }
    }
    return nil
  }

  func run(_ draft: (folder: String, dialect: Dialect)) -> (table: [String], failures: [String]) {
    let folder = root.appendingPathComponent("tests/" + draft.folder)
    let registry = registry(draft.dialect)
    var passes: [String: (passed: Int, total: Int)] = [:]
    var failures: [String] = []
    for path in files(in: folder) {
      let group = group(path)
      let asserts = group == "optional/format" || group == "required-format"
      // Some of v1's optional cases have keywords that v1 refuses, or want annotated formats.
      let lenient = draft.dialect == .v1 && path.hasPrefix("optional/")
      var options = SchemaOptions(
        defaultDialect: draft.dialect, assertFormats: asserts, lenient: lenient,
        registry: registry)
      if path == "optional/format-annotation.json" { options.annotateFormats = true }
      let name = draft.folder + "/" + path
      guard let file = document(folder.appendingPathComponent(path)) else {
        failures.append(name + ": not JSON")
        continue
      }
      check(file, options) { passed, what in
        passes[group, default: (0, 0)].total += 1
        if passed {
          passes[group, default: (0, 0)].passed += 1
        } else {
          failures.append(name + ": " + what)
        }
      }
    }
    let table = passes.sorted { $0.key < $1.key }
      .map { "\(draft.folder)\t\($0.key)\t\($0.value.passed)/\($0.value.total)" }
    return (table, failures)
  }

  private func check(
    _ file: JSONDocument, _ options: SchemaOptions, _ report: (Bool, String) -> Void
  ) {
    let tape = file.tape
    for testCase in tape.children(of: 0) {
      let title = text(tape, tape.member("description", of: testCase)!)
      let tests = tape.children(of: tape.member("tests", of: testCase)!)
      do {
        let schema = try CompiledSchema(
          file, at: tape.member("schema", of: testCase)!, options: options)
        let node = tape.member("schema", of: testCase)!
        let hasPatterns = String(decoding: tape.source(node), as: UTF8.self).contains("attern")
        for test in tests {
          let data = tape.member("data", of: test)!
          let wanted = tape.kind(tape.member("valid", of: test)!) == .true
          let what = title + " / " + text(tape, tape.member("description", of: test)!)
          let got = schema.isValid(tape, at: data)
          let violations = schema.violations(tape, at: data)
          if got != wanted {
            report(false, what + ": valid is \(got)")
          } else if hasPatterns,
            (0..<20).contains(where: { _ in schema.isValid(tape, at: data) != got })
          {
            report(false, what + ": the verdict changes with use")
          } else if violations.isEmpty != got {
            report(false, what + ": \(violations.count) violations, but valid is \(got)")
          } else if let format = Self.outputs.first(where: {
            !schema.output(tape, at: data, format: $0).starts(with: "{\"valid\":\(got)".utf8)
          }) {
            report(false, what + ": the output \(format) says otherwise")
          } else {
            report(true, what)
          }
        }
      } catch {
        for test in tests {
          report(false, title + " / " + text(tape, test + 2) + ": \(error)")
        }
      }
    }
  }

  private func text(_ tape: Tape, _ node: Int) -> String {
    String(decoding: StringText.decode(tape, node), as: UTF8.self)
  }

  private func document(_ url: URL) -> JSONDocument? {
    guard let data = try? Data(contentsOf: url) else { return nil }
    return try? JSONDocument(Array(data))
  }

  private func files(in folder: URL) -> [String] {
    let walk = FileManager.default.enumerator(atPath: folder.path)
    return (walk?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".json") }.sorted()
  }

  private func group(_ path: String) -> String {
    let parts = path.split(separator: "/")
    switch parts.first {
    case "optional": return parts.count > 2 ? "optional/format" : String(path.dropLast(5))
    case "format": return "required-format"
    case "proposals": return "proposals"
    default: return "required"
    }
  }

  /// The remotes a draft may see: not those of other drafts that do not name their own.
  private func registry(_ dialect: Dialect) -> SchemaRegistry {
    var registry = SchemaRegistry()
    let folder = root.appendingPathComponent("remotes")
    let drafts = OfficialSuite.drafts.map(\.folder)
    let own = OfficialSuite.drafts.first { $0.dialect == dialect }!.folder
    for path in files(in: folder) {
      guard let remote = document(folder.appendingPathComponent(path)) else { continue }
      let first = path.split(separator: "/").first.map(String.init) ?? ""
      if drafts.contains(first), first != own {
        if first == "v1" || remote.tape.member("$schema", of: 0) == nil { continue }
      }
      registry.add(remote, at: "http://localhost:1234/" + path)
    }
    return registry
  }
}
