import Foundation

/// One run of the built command: what it was given, what it answered.
struct CommandRun {
  var status: Int32
  var output: Data
  var errors: String

  var text: String { String(decoding: output, as: UTF8.self) }
  var lines: [String] { text.split(separator: "\n").map(String.init) }

  /// The outcome of each record that was written.
  func outcomes() throws -> [String?] { try lines.map { try record($0)["outcome"] as? String } }

  /// SwiftPM builds the command beside the tests.
  static let binary = URL(fileURLWithPath: CommandLine.arguments[0])
    .deletingLastPathComponent().appendingPathComponent("adhere")

  /// The checkout the tests were built from.
  static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Runs `adhere` with its input and outputs in files, so that no pipe can fill up.
  static func adhere(_ arguments: String..., input: Data = Data(), in scratch: Scratch)
    throws -> CommandRun
  { try run(binary, arguments, input: input, in: scratch) }

  static func adhere(_ arguments: String..., input: String, in scratch: Scratch) throws
    -> CommandRun
  { try run(binary, arguments, input: Data(input.utf8), in: scratch) }

  /// Runs a line of shell with the built command first in its path.
  static func shell(_ script: String, in scratch: Scratch) throws -> CommandRun {
    try run(URL(fileURLWithPath: "/bin/sh"), ["-c", script], input: Data(), in: scratch)
  }

  /// Runs a script that waits for processes in the background. The shell of many a system, dash,
  /// waits for a signal that is blocked in the threads of tests.
  static func bash(_ script: String, in scratch: Scratch) throws -> CommandRun {
    try run(URL(fileURLWithPath: "/bin/bash"), ["-c", script], input: Data(), in: scratch)
  }

  private static func run(
    _ program: URL, _ arguments: [String], input: Data, in scratch: Scratch
  ) throws -> CommandRun {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = scratch.folder
    var environment = ProcessInfo.processInfo.environment
    let path = environment["PATH"] ?? "/usr/bin:/bin"
    environment["PATH"] = binary.deletingLastPathComponent().path + ":" + path
    process.environment = environment

    let id = UUID().uuidString
    let files = try ["in", "out", "err"].map { name in
      try scratch.file(".\(id).\(name)", name == "in" ? input : Data())
    }
    let handles = [
      try FileHandle(forReadingFrom: files[0]), try FileHandle(forWritingTo: files[1]),
      try FileHandle(forWritingTo: files[2]),
    ]
    defer { handles.forEach { try? $0.close() } }
    process.standardInput = handles[0]
    process.standardOutput = handles[1]
    process.standardError = handles[2]
    try process.run()
    process.waitUntilExit()
    return CommandRun(
      status: process.terminationReason == .exit
        ? process.terminationStatus : 128 + process.terminationStatus,
      output: try Data(contentsOf: files[1]),
      errors: String(decoding: try Data(contentsOf: files[2]), as: UTF8.self))
  }
}

/// The members of a record that was written.
func record(_ line: String) throws -> [String: Any] {
  try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
}
