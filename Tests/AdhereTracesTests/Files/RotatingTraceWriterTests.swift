import AdhereJudging
import AdherePlatform
import Foundation
import Testing

@testable import AdhereTraces

/// Trace files that follow one another.
@Suite final class RotatingTraceWriterTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "adhere-\(UUID().uuidString)")
  private let start = Timestamp("2026-11-30T17:59:58Z")!

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }
  deinit { try? FileManager.default.removeItem(at: folder) }

  private func trace(_ number: Int) -> Trace {
    Trace(
      id: "\(number)", time: start, surface: .json, raw: .text(Array("x".utf8)), outcome: .invalid)
  }

  private func writer(
    _ name: String, bytes: Int = 1 << 20, age: Double = 300
  ) throws -> RotatingTraceWriter {
    try RotatingTraceWriter(
      TracePathTemplate(folder.path + "/" + name), maximumBytes: bytes, maximumAge: age)
  }

  private func later(_ seconds: Int) -> Timestamp {
    Timestamp(milliseconds: start.milliseconds + seconds * 1_000)
  }

  /// Files and how many lines they have, parts included.
  private func files() throws -> [String: Int] {
    var found: [String: Int] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      guard let text = try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      else { continue }
      found[name] = text.split(separator: "\n").count
    }
    return found
  }

  @Test func `codes stand for the time, the host, the process and a number`() throws {
    let template = try TracePathTemplate("a%%/dt=%Y-%m-%d/%H%M/%p.%n.jsonl")
    #expect(
      template.path(at: start, number: 3) == "a%/dt=2026-11-30/1759/\(getpid()).3.jsonl")
    let plain = try TracePathTemplate("/x/y.%Y/%d.jsonl")
    #expect(plain.path(at: start, number: 2) == "/x/y.2026/30-2.jsonl")
    #expect(plain.root == "/x")
    #expect(try TracePathTemplate("%d").root == ".")
    #expect(try TracePathTemplate("%h").path(at: start, number: 1).isEmpty == false)
    for wrong in ["a%", "%q", "x/%Y/"] {
      #expect(throws: TraceError.self) { try TracePathTemplate(wrong) }
    }
    #expect(!TracePathTemplate.isOne("traces.jsonl"))
  }

  @Test func `a file has its name once it is whole, and not before`() throws {
    let writer = try writer("%H/t.jsonl")
    try writer.append([trace(1), trace(2)], now: start)
    #expect(try files().keys.allSatisfy { $0.hasPrefix(".adhere-parts/17%2Ft.jsonl.") })
    try writer.append([trace(3)], now: later(1))
    try writer.append([trace(4)], now: later(2))
    #expect(try files()["17/t.jsonl"] == 3 && files()["18/t.jsonl"] == nil)
    try writer.finish()
    try writer.finish()
    #expect(try files() == ["17/t.jsonl": 3, "18/t.jsonl": 1])
  }

  @Test func `size and age end a file, and no name is taken twice`() throws {
    let small = try writer("t.%Y.jsonl", bytes: 200)
    for number in 0..<4 { try small.append([trace(number), trace(9)], now: start) }
    try small.finish()
    #expect(
      try files() == [
        "t.2026.jsonl": 2, "t.2026-2.jsonl": 2, "t.2026-3.jsonl": 2, "t.2026-4.jsonl": 2,
      ])
    let aged = try writer("a%n.jsonl", age: 10)
    try aged.append([trace(1)], now: start)
    try aged.endIfDue(now: later(9))
    #expect(try files()["a1.jsonl"] == nil)
    try aged.endIfDue(now: later(10))
    #expect(try files()["a1.jsonl"] == 1)
    try aged.append([trace(1)], now: later(20))
    // The clock was set back.
    try aged.endIfDue(now: later(19))
    #expect(try files()["a2.jsonl"] == 1)
  }

  @Test func `what a process left that died gets its name, without its half line`() throws {
    let parts = folder.appendingPathComponent(".adhere-parts")
    try FileManager.default.createDirectory(at: parts, withIntermediateDirectories: true)
    for (name, text) in [
      ("dt=1%2Fa%25.jsonl.77.part", "one\ntwo\nhal"), ("b.jsonl.78.part", "half"),
      ("c.jsonl.79.part", ""), ("notes.txt", "mine"), ("..%2Fout.jsonl.80.part", "x\n"),
      ("taken%2Fx.jsonl.81.part", "y\n"),
    ] {
      try Data(text.utf8).write(to: parts.appendingPathComponent(name))
    }
    // A file where a folder should be: its part stays, and nothing else suffers.
    try Data("f".utf8).write(to: folder.appendingPathComponent("taken"))
    let living = try writer("l.%Y.jsonl")
    #expect(living.left.count == 1 && living.left[0].message.contains("taken%2Fx.jsonl.81.part"))
    try living.append([trace(1)], now: start)
    _ = try writer("%d.jsonl")
    var found = try files()
    let part = try #require(found.keys.first { $0.contains("l.2026") })
    found[part] = nil
    #expect(
      found == [
        "dt=1/a%.jsonl": 2, ".adhere-parts/notes.txt": 1, "taken": 1,
        ".adhere-parts/..%2Fout.jsonl.80.part": 1, ".adhere-parts/taken%2Fx.jsonl.81.part": 1,
      ])
    try living.append([trace(2)], now: start)
    try living.finish()
    #expect(try files()["l.2026.jsonl"] == 2)
  }

  @Test func `a folder that cannot be made is named`() throws {
    try Data().write(to: folder.appendingPathComponent("file"))
    let error = #expect(throws: TraceError.self) { try writer("file/%d.jsonl") }
    #expect(error?.message.contains("/file") == true)
  }
}
