import Foundation
import Testing

/// No trap on data from outside: what may end the process is counted by file, each with a reason.
@Suite struct TrapTests {
  /// The rooms whose data come from files, streams and stores of others.
  static let rooms = [
    "AdhereStore", "AdhereTraces", "AdhereTallies", "AdherePlatform", "AdhereReport", "adhere",
    "AdhereWire", "AdhereFilter", "AdhereClient", "AdhereC",
  ]

  /// Traps that no data from outside reaches, by file: how many, and why.
  static let permitted: [String: (count: Int, reason: String)] = [
    "AdherePlatform/Descriptor.swift": (2, "the buffer of an array that was just made"),
    "AdherePlatform/Thread.swift": (2, "the system gives no thread; the context is our own"),
    "AdhereTraces/Redaction/Redactor.swift": (1, "our own rules, which a test reads"),
    "AdhereStore/TraceStore.swift": (1, "set by the transaction that has just been committed"),
    "AdhereReport/Report.swift": (2, "a key that was set in the line before"),
    "adhere/Explain/VisibleText.swift": (1, "a constant and a byte below 0x20"),
    "AdhereReport/HTML/Charts.swift": (1, "a day of the list that the places were made of"),
    "adhere/Shared/SchemaFiles.swift": (1, "a member of a type of the system"),
    "AdhereWire/Objects/StructuredParts.swift": (2, "a part whose copies were just looked up"),
    "AdhereWire/Bodies/ChatBody.swift": (1, "bytes with padding: there are some"),
    "AdhereWire/Bodies/NonJSONNumbers.swift": (2, "bytes with padding: there are some"),
    "AdhereWire/Streams/ChatStreamReader+Plain.swift": (3, "bytes with padding: there are some"),
    "AdhereWire/Streams/ChatStreamReader.swift": (3, "events have padding: there are some bytes"),
    "AdhereWire/Assembly/Assembly+Responses.swift": (1, "known, so it is there"),
    "AdhereWire/Assembly/Assembly+Text.swift": (1, "made in the line before"),
    "AdhereWire/Assembly/Assembly+Calls.swift": (2, "set or asked for in the lines before"),
    "AdhereWire/Assembly/Assembly+Messages.swift": (1, "made in the lines before"),
    "AdhereWire/Assembly/Assembly+Templates.swift": (1, "bytes that a template has just matched"),
    "AdhereWire/Assembly/ChunkTemplate.swift": (2, "our own memory; an event's padded bytes"),
    "AdhereWire/Requests/RequestTranslation.swift": (1, "two enumerations of the same cases"),
    "AdhereWire/Requests/ChatRequest+Changing.swift": (1, "a member of this very object"),
    "AdhereFilter/Reading/BlockSequence.swift": (8, "an input that was just opened and told"),
    "AdhereFilter/Judging/FilterWorker+Completions.swift": (1, "a line of a padded block"),
    "AdhereClient/ProviderClient.swift": (1, "there is always a first model"),
    "AdhereClient/Deadline.swift": (1, "the next of two tasks"),
  ]

  /// Force unwraps, `try!`, and stops that are written out.
  private func traps(_ source: String) -> Int {
    source.split(separator: "\n").count { line in
      let code = line.drop { $0 == " " }
      guard !code.hasPrefix("//"), !code.hasPrefix("///") else { return false }
      if code.contains("try!") || code.contains("fatalError(")
        || code.contains("preconditionFailure(")
        || code.contains("as!")
      {
        return true
      }
      // A mark behind a name, a bracket or a parenthesis that is no comparison and no text.
      return code.matches(of: /[A-Za-z0-9_\)\]]!(?=[\s\.\),\]\[\(:]|$)/).contains {
        !code[..<$0.range.lowerBound].contains("\"")
      }
    }
  }

  /// Each file of the rooms: its name, from the room on, and its text.
  private func files() throws -> [(name: String, source: String)] {
    let sources = CommandRun.package.appendingPathComponent("Sources")
    var out: [(name: String, source: String)] = []
    for room in Self.rooms {
      let folder = sources.appendingPathComponent(room)
      guard let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
      else { continue }
      for case let file as URL in files where file.pathExtension == "swift" {
        out.append(
          (
            room + file.path.dropFirst(folder.path.count),
            try String(contentsOf: file, encoding: .utf8)
          ))
      }
    }
    return out
  }

  @Test func `what may end the process is known`() throws {
    let files = try files()
    #expect(files.count > 100)
    for (name, source) in files {
      let count = traps(source)
      #expect(
        count <= Self.permitted[name]?.count ?? 0,
        "\(name) may end the process at \(count) places; give a reason, or an error")
    }
  }

  @Test func `counts of 32 bits are made of nothing that may be larger`() throws {
    let permitted: Set = [
      "AdherePlatform/LineReader.swift", "AdhereTraces/Redaction/RuleFilter.swift",
      "AdherePlatform/Descriptor.swift", "adhere/Filter/JudgingOptions.swift",
      "AdherePlatform/AtomicFile.swift",
      "adhere/Filter/HTTPPost.swift", "AdhereStore/TraceStore+Merging.swift",
      "AdhereStore/CountRows.swift",
      // A constant of the system.
      "AdherePlatform/ServiceManager.swift",
      // A byte that memchr looks for.
      "AdhereWire/SSE/LineEnds.swift", "AdhereFilter/Reading/BlockSequence.swift",
      "AdhereFilter/Reading/BlockReader.swift", "AdhereFilter/Judging/FilterWorker.swift",
    ]
    for (name, source) in try files()
    where source.firstMatch(of: /[^U]Int(?:8|16|32)\((?!clamping|truncatingIfNeeded)/) != nil {
      #expect(permitted.contains(name), "\(name): a conversion that may not fit")
    }
  }
}
