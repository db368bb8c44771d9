import AdhereJudging
import AdherePlatform
import AdhereTraces
import Foundation
import Testing

/// Several processes append to one file of traces, and some of them are killed.
@Suite struct KilledWriterTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test func `a living writer ends the half line of a dead one`() throws {
    let path = scratch.folder.appendingPathComponent("t.jsonl").path
    let writer = try TraceFileWriter(path)
    let trace = Trace(
      id: "A", time: .init(milliseconds: 0), surface: .json, raw: .text([0x78]), outcome: .invalid)
    try writer.append([trace])
    // What another process was writing when it was killed.
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try handle.seekToEnd()
    handle.write(Data(#"{"trace":1,"id":"B","ti"#.utf8))
    try handle.close()
    try writer.append([trace])
    let reader = try TraceFileReader(path)
    var kinds: [Bool] = []
    while let line = try reader.next() {
      if case .trace = line { kinds.append(true) } else { kinds.append(false) }
    }
    #expect(kinds == [true, false, true])
  }

  /// How many processes are killed; `.ci/check-kills` asks for more.
  static let kills =
    ProcessInfo.processInfo.environment["ADHERE_KILLS"].flatMap { Int($0) } ?? 8

  @Test(arguments: [1, 2, 4])
  func `nothing that came out is missing, whoever was killed`(writers: Int) throws {
    let padding = String(repeating: "x", count: 3000)
    try scratch.file(
      "in.txt", (0..<2000).map { "{'n':\($0),'x':'\(padding)'}" }.joined(separator: "\n"))
    var cameOut: [String: Int] = [:]
    for round in 0..<(Self.kills + writers - 1) / writers {
      var processes: [(Process, URL, String)] = []
      for writer in 0..<writers {
        let name = "\(round)-\(writer)"
        let output = try scratch.file("out-\(name)", "")
        let process = Process()
        process.executableURL = CommandRun.binary
        process.currentDirectoryURL = scratch.folder
        process.arguments = ["filter", "--traces", "t.jsonl", "--model", name, "in.txt"]
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = FileHandle.nullDevice
        try process.run()
        processes.append((process, output, name))
      }
      for (process, output, name) in processes {
        for _ in 0..<400 {
          if let size = try? Data(contentsOf: output).count, size > 0 { break }
          usleep(5_000)
        }
        usleep(UInt32.random(in: 0...40_000))
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        cameOut[name] = try Data(contentsOf: output).count { $0 == 0x0A }
      }
    }
    var kept: [String: Int] = [:]
    let reader = try TraceFileReader(scratch.folder.appendingPathComponent("t.jsonl").path)
    while let line = try reader.next() {
      if case .trace(let trace) = line { kept[trace.model ?? "", default: 0] += 1 }
    }
    #expect(cameOut.values.contains { $0 > 0 })
    for (name, count) in cameOut { #expect(kept[name, default: 0] >= count, "\(name)") }
  }

  @Test func `a pipe that nobody reads is said, and one that is read is written`() throws {
    let run = try CommandRun.bash(
      """
      mkfifo p; printf "{'a':1}\\n" >in
      timeout 20 adhere filter --traces p in; echo "status $?"
      cat p >got & timeout 20 adhere filter --traces p in; echo "status $?"; wait; wc -l <got
      """, in: scratch)
    #expect(run.lines.filter { $0.hasPrefix("status") } == ["status 0", "status 0"])
    #expect(run.errors.contains("nobody reads it"), "\(run.errors)")
    #expect(run.lines.last?.contains("1") == true)
  }
}
