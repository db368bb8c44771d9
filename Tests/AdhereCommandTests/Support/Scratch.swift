import Foundation
import Testing

/// A folder of a test's own, removed with it.
final class Scratch {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("adhere-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  @discardableResult
  func file(_ name: String, _ content: Data) throws -> URL {
    let url = folder.appendingPathComponent(name)
    try content.write(to: url)
    return url
  }

  @discardableResult
  func file(_ name: String, _ content: String) throws -> URL {
    try file(name, Data(content.utf8))
  }

  #if Store
    /// Filters the demo into the store `a.db`.
    func fillStore() throws {
      let demo = CommandRun.package.appendingPathComponent("corpus/demo.jsonl").path
      let run = try CommandRun.adhere(
        "filter", "--exit-zero", "--store", "a.db", "--provider", "p", demo, in: self)
      #expect(run.status == 0 && run.errors == "" && run.lines.count == 9)
    }
  #endif
}
