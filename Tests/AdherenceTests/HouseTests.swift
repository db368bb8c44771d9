import Foundation
import Testing

/// The sources keep to the picture of the rooms, and to the rules of the house that can be counted.
@Suite struct HouseTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The rooms, from the ground up, each with what its files may import. A new room, and a new
  /// import between rooms, is entered here and in Package.swift.
  static let house = House([
    Room("CAdhereJansson", on: []),
    Room("CAdherePCRE2", on: []),
    Room("AdhereBytes", on: []),
    Room("AdherePlatform", on: ["AdhereBytes"], others: cLibrary),
    Room("AdhereJSON", on: ["AdhereBytes"]),
    Room("AdherePattern", on: ["AdhereBytes", "AdherePlatform", "CAdherePCRE2"]),
    Room("AdhereSecondOpinion", on: ["AdhereBytes", "AdhereJSON", "CAdhereJansson"]),
    Room(
      "AdhereSchema", on: ["AdhereBytes", "AdherePlatform", "AdhereJSON", "AdherePattern"]),
    Room(
      "AdhereProviders", on: ["AdhereBytes", "AdhereJSON", "AdherePattern", "AdhereSchema"]),
    Room("AdhereRepair", on: ["AdhereBytes", "AdhereJSON", "AdhereSchema"]),
    Room(
      "AdhereWire",
      on: [
        "AdhereBytes", "AdherePlatform", "AdhereJSON", "AdhereSchema", "AdhereProviders",
        "AdhereRepair",
      ]),
    Room(
      "AdhereJudging",
      on: [
        "AdhereBytes", "AdherePlatform", "AdhereJSON", "AdherePattern", "AdhereSecondOpinion",
        "AdhereSchema", "AdhereRepair", "AdhereWire",
      ]),
    Room(
      "AdhereTraces",
      on: [
        "AdhereBytes", "AdherePlatform", "AdhereJSON", "AdherePattern", "AdhereSchema",
        "AdhereRepair", "AdhereWire", "AdhereJudging",
      ]),
    Room(
      "AdhereTallies",
      on: [
        "AdhereBytes", "AdherePlatform", "AdhereJSON", "AdhereSchema", "AdhereRepair",
        "AdhereWire", "AdhereJudging", "AdhereTraces",
      ]),
    Room(
      "AdhereTraining",
      on: [
        "AdhereBytes", "AdherePlatform", "AdhereJSON", "AdhereSchema", "AdhereRepair",
        "AdhereWire", "AdhereJudging", "AdhereTraces",
      ]),
    Room(
      "AdhereStore",
      on: [
        "AdhereBytes", "AdherePlatform", "AdhereJSON", "AdhereJudging", "AdhereTraces",
        "AdhereTallies",
      ], others: ["Foundation", "GRDB", "GRDBSQLite"]),
    Room(
      "AdhereReport",
      on: [
        "AdhereBytes", "AdherePlatform", "AdhereJSON", "AdhereJudging", "AdhereTraces",
        "AdhereTallies",
      ]),
    Room(
      "AdhereFilter",
      on: [
        "AdhereBytes", "AdherePlatform", "AdhereJSON", "AdhereSchema", "AdhereRepair",
        "AdhereWire", "AdhereJudging", "AdhereTraces", "AdhereTallies",
      ]),
    Room(
      "AdhereC",
      on: [
        "AdherePlatform", "AdhereJSON", "AdhereSchema", "AdhereRepair", "AdhereWire",
        "AdhereJudging", "AdhereTallies", "AdhereFilter",
      ]),
    Room(
      "AdhereTelemetry",
      on: ["AdhereSchema", "AdhereRepair", "AdhereJudging", "AdhereTallies"],
      others: ["CoreMetrics", "Tracing"]),
    Room(
      "AdhereFoundation", on: ["AdhereSchema", "AdhereRepair", "AdhereWire", "AdhereJudging"],
      others: ["Foundation"]),
    Room(
      "AdhereStructuredMacros", on: ["AdhereJSON"],
      others: [
        "SwiftCompilerPlugin", "SwiftDiagnostics", "SwiftParser", "SwiftSyntax",
        "SwiftSyntaxBuilder", "SwiftSyntaxMacros",
      ]),
    Room("AdhereStructured", on: ["AdhereJudging", "AdhereStructuredMacros"]),
    Room(
      "AdhereClient",
      on: [
        "AdhereBytes", "AdherePlatform", "AdhereJSON", "AdhereProviders", "AdhereWire",
        "AdhereJudging",
      ],
      others: ["AsyncHTTPClient", "NIOCore", "NIOHTTP1"]),
    Room(
      "AdhereProxy",
      on: [
        "AdhereBytes", "AdherePlatform", "AdhereJSON", "AdhereSchema", "AdhereProviders",
        "AdhereRepair", "AdhereWire", "AdhereJudging", "AdhereTraces", "AdhereTallies",
        "AdhereStore", "AdhereReport", "AdhereFilter",
      ], others: ["NIOCore", "NIOPosix", "NIOHTTP1", "NIOSSL"]),
    Room(
      "Adherence",
      on: [
        "AdherePlatform", "AdhereSchema", "AdhereRepair", "AdhereWire", "AdhereJudging",
        "AdhereTraces", "AdhereTallies", "AdhereClient", "AdhereStore", "AdhereStructured",
        "AdhereTelemetry",
      ]),
    Room(
      "adhere",
      on: [
        "AdhereBytes", "AdherePlatform", "AdhereJSON", "AdhereSchema", "AdhereProviders",
        "AdhereRepair", "AdhereWire", "AdhereJudging", "AdhereTraces", "AdhereTallies",
        "AdhereFilter", "AdhereTraining", "AdhereReport", "AdhereStore", "Adherence",
      ], others: ["ArgumentParser"]),
    Room(
      "adhere-proxy",
      on: [
        "AdhereBytes", "AdherePlatform", "AdhereJSON", "AdhereRepair", "AdhereWire",
        "AdhereJudging", "AdhereProxy",
      ], others: ["ArgumentParser"]),
    Room(
      "adhere-bench",
      on: [
        "AdhereBytes", "AdherePlatform", "AdhereJSON", "AdhereSchema", "AdhereRepair",
        "AdhereWire", "AdhereJudging", "AdhereTraces", "Adherence",
      ]),
  ])

  /// The C library, by its name on each system.
  static let cLibrary: Set<String> = ["Glibc", "Musl", "Darwin"]

  /// Files that may be longer than 400 lines, each with the reason.
  static let longFiles: [String: String] = [:]

  /// Functions that may be longer than 80 lines, each with the reason.
  static let longFunctions: [String: String] = [
    "AdherePattern match": "one case an instruction, and the cases share the state of the loop"
  ]

  // MARK: - The picture

  @Test func `no room in the picture stands on one above it`() {
    #expect(Self.house.climbingRooms == [])
  }

  @Test func `every folder of Sources is a room of the picture`() throws {
    let folders = try FileManager.default.contentsOfDirectory(
      atPath: Self.root.appendingPathComponent("Sources").path
    ).filter { !$0.hasPrefix(".") }
    #expect(folders.sorted() == Self.house.rooms.map(\.name).sorted())
  }

  @Test func `files import what the picture lets their room import`() throws {
    let files = try SourceFile.all()
    #expect(files.count > 100)
    for file in files { #expect(Self.house.faults(of: file) == []) }
  }

  @Test func `targets depend on what the picture lets their room import`() throws {
    let manifest = try String(
      contentsOf: Self.root.appendingPathComponent("Package.swift"), encoding: .utf8)
    for room in Self.house.rooms where !room.name.hasPrefix("C") {
      let declared = Self.house.dependencies(of: room.name, in: manifest)
      #expect(declared?.subtracting(room.below) == [], "\(room.name)")
    }
  }

  @Test func `the umbrella holds re-exports only`() throws {
    let all = try SourceFile.all().filter { $0.room == "Adherence" }
    // What is named without its trait says which one is missing; nothing of it can be used.
    let standIns = try #require(all.first { $0.path.hasSuffix("MissingTraits.swift") })
    let types = standIns.codeLines.filter {
      $0.contains("public struct") || $0.contains("public actor")
    }.count
    #expect(standIns.codeLines.filter { $0.contains("*, unavailable") }.count == types)
    for file in all where !file.path.hasSuffix("MissingTraits.swift") {
      for line in file.codeLines {
        #expect(
          line.hasPrefix("@_exported public import ") || line.hasPrefix("#if ") || line == "#endif",
          "\(file.path)")
      }
    }
  }

  // MARK: - Sizes

  @Test func `files have at most 400 lines`() throws {
    let long = try SourceFile.all().filter { $0.lines.count > 400 }.map(\.path)
    #expect(Set(long).subtracting(Self.longFiles.keys) == [])
  }

  @Test func `at most 40 files have 15 lines or less`() throws {
    let short = try SourceFile.all().filter { $0.lines.count <= 15 }.map(\.path)
    #expect(short.count <= 40, "\(short.joined(separator: "\n"))")
  }

  @Test func `functions have at most 80 lines`() throws {
    let long = try SourceFile.all().flatMap { file in
      file.functions.filter { $0.lines > 80 }.map { "\(file.room) \($0.name)" }
    }
    #expect(Set(long).subtracting(Self.longFunctions.keys) == [])
  }

  // MARK: - The checks can fail

  /// A picture of four rooms.
  private let small = House([
    Room("CPattern", on: []), Room("JSON", on: []), Room("Schema", on: ["JSON", "CPattern"]),
    Room("Umbrella", on: ["Schema"]),
    Room("tool", on: ["JSON", "Umbrella"], others: ["ArgumentParser"]),
  ])

  private func faults(_ room: String, _ text: String) -> [String] {
    small.faults(of: SourceFile(room: room, path: "f", text: text))
  }

  @Test func `an import that climbs is found`() {
    #expect(faults("JSON", "import Schema\n") == ["f: JSON may not import Schema"])
    #expect(faults("Schema", "import Umbrella\n") == ["f: Schema may not import Umbrella"])
  }

  @Test func `an import of a room below that is not in the picture is found`() {
    #expect(faults("tool", "import CPattern\n") == ["f: tool may not import CPattern"])
  }

  @Test func `an import of another package is found`() {
    #expect(faults("JSON", "import Foundation\n") == ["f: JSON may not import Foundation"])
    #expect(faults("tool", "import ArgumentParser\n") == [])
  }

  @Test func `a file of no room is found`() {
    #expect(faults("Attic", "") == ["f: Attic is not in the picture"])
  }

  @Test(arguments: [
    "public import Schema", "  package import Schema", "@_exported public import Schema",
    "@testable import Schema", "@_spi(Tests) @preconcurrency import Schema",
    "import struct Schema.Dialect", "import Schema.Dialect", "import Schema // why",
    "import Schema; import JSON",
  ]) func `imports are found however they are written`(line: String) {
    #expect(faults("JSON", "// a\n\(line)\n").first == "f: JSON may not import Schema")
  }

  @Test func `text is no import`() {
    let text = "// import Schema\nlet script = \"\"\"\n  import Schema\n  \"\"\"\nimport JSON\n"
    #expect(faults("Schema", text) == [])
    #expect(faults("JSON", text) == ["f: JSON may not import JSON"])
  }

  @Test func `a picture that climbs or goes in a circle is found`() {
    let house = House([Room("A", on: ["B"]), Room("B", on: ["A"]), Room("C", on: ["C", "D"])])
    #expect(house.climbingRooms == ["A on B", "C on C", "C on D"])
  }

  @Test func `dependencies are read from the manifest`() {
    let manifest = """
      .room("JSON"),
      .room(
        "Schema", on: "JSON", "CPattern",
        outside: [package("Other")]),
      .executableTarget(
        name: "tool",
        dependencies: ["Umbrella", argumentParser]),
      """
    #expect(small.dependencies(of: "JSON", in: manifest) == [])
    #expect(small.dependencies(of: "Schema", in: manifest) == ["JSON", "CPattern"])
    #expect(small.dependencies(of: "tool", in: manifest) == ["Umbrella"])
    #expect(small.dependencies(of: "Umbrella", in: manifest) == nil)
  }

  @Test func `functions are measured`() {
    let text = """
      protocol P {
        func requirement(
          a: Int
        ) -> Int
        init(b: Int)
      }
      struct S {
        var one: Int { 1 }
        private static func two() -> Int { 2 }
        @inline(never) func many(
          a: Int
        ) throws(E) -> Int
        where A == B {
          if a {
            b()
          }
        }
        var more: Int {
          get { 3 }
        }
      }
      """
    let functions = SourceFile(room: "A", path: "f", text: text).functions
    #expect(functions.map(\.name) == ["two", "many", "more"])
    #expect(functions.map(\.lines) == [1, 8, 3])
  }
}

/// A target of the package.
struct Room {
  let name: String
  /// The rooms that it may import.
  let below: Set<String>
  /// Modules of others that it may import.
  let others: Set<String>

  init(_ name: String, on below: Set<String>, others: Set<String> = []) {
    self.name = name
    self.below = below
    self.others = others
  }
}

/// The rooms, from the ground up.
struct House {
  let rooms: [Room]

  init(_ rooms: [Room]) { self.rooms = rooms }

  /// Modules of Swift itself that any room may import.
  private static let standard: Set<String> = ["Swift", "Synchronization"]

  /// Pairs in which a room stands on itself or on one that does not come before it.
  var climbingRooms: [String] {
    rooms.enumerated().flatMap { index, room in
      room.below.subtracting(rooms[..<index].map(\.name)).sorted().map { "\(room.name) on \($0)" }
    }
  }

  /// What the picture does not permit in a file.
  func faults(of file: SourceFile) -> [String] {
    guard let room = rooms.first(where: { $0.name == file.room }) else {
      return ["\(file.path): \(file.room) is not in the picture"]
    }
    let permitted = room.below.union(room.others).union(Self.standard)
    return file.imports.filter { !permitted.contains($0) }
      .map { "\(file.path): \(room.name) may not import \($0)" }
  }

  /// The rooms that the target of a room depends on; nil where the manifest has no such target.
  func dependencies(of name: String, in manifest: String) -> Set<String>? {
    let targets = manifest.split(
      separator: /\.(room|macro|executableTarget|testTarget|tests)\(|\n\]/)
    let target = targets.first {
      $0.prefixMatch(of: /\s*(name: )?"([A-Za-z0-9-]+)"/)?.2 == Substring(name)
    }
    return target.map { target in
      let names = target.matches(of: /"([A-Za-z0-9-]+)"/).dropFirst().map { String($0.1) }
      return Set(names).intersection(rooms.map(\.name))
    }
  }
}

/// A Swift file of the sources.
struct SourceFile {
  let room: String
  /// Under `Sources`.
  let path: String
  let lines: [Substring]

  init(room: String, path: String, text: String) {
    self.room = room
    self.path = path
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .dropLast(text.hasSuffix("\n") ? 1 : 0)
  }

  static func all() throws -> [SourceFile] {
    let folder = HouseTests.root.appendingPathComponent("Sources")
    let paths = FileManager.default.enumerator(atPath: folder.path)
    return try (paths?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".swift") }
      .map { path in
        let text = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
        return SourceFile(room: String(path.prefix { $0 != "/" }), path: path, text: text)
      }
  }

  /// Lines that are neither blank nor a comment nor inside a string, without indentation.
  var codeLines: [Substring] {
    var isInString = false
    return lines.compactMap { line in
      let wasInString = isInString
      if line.ranges(of: "\"\"\"").count % 2 == 1 { isInString.toggle() }
      let code = line.drop { $0 == " " }
      return wasInString || code.isEmpty || code.hasPrefix("//") ? nil : code
    }
  }

  /// The modules that the file imports.
  var imports: [String] {
    let pattern =
      /^(@\w+(\([^)]*\))?\s+)*((public|package|internal|fileprivate|private)\s+)?import\s+((typealias|struct|class|enum|protocol|let|var|func)\s+)?(\w+)/
    return codeLines.flatMap { $0.split(separator: ";") }.compactMap { statement in
      statement.drop { $0 == " " }.prefixMatch(of: pattern).map { String($0.7) }
    }
  }

  /// Functions, initialisers and computed properties with their length, as `swift format` lays
  /// them out: the body ends with a brace at the indentation of the declaration.
  var functions: [(name: String, lines: Int)] {
    let declaration =
      /^( *)(?!import )((@\w+(\([^)]*\))?|[a-z]+(\(set\))?) )*(func +([^ (<]+)|(init|subscript|deinit)\b|var +(\w+): [^={]*\{$)/
    var found: [(String, Int)] = []
    for (start, line) in lines.enumerated() {
      guard let match = line.prefixMatch(of: declaration) else { continue }
      let name = match.7 ?? match.8 ?? match.9 ?? ""
      // A requirement of a protocol has no body before the next declaration or brace.
      var open = start
      while open < lines.count, !lines[open].hasSuffix("{"), !lines[open].hasSuffix("}") {
        open += 1
        if open < lines.count, lines[open].prefixMatch(of: declaration) != nil { break }
      }
      guard open < lines.count, open == start || lines[open].prefixMatch(of: declaration) == nil
      else { continue }
      if lines[open].hasSuffix("}") {
        if lines[open].contains("{") { found.append((String(name), open - start + 1)) }
        continue
      }
      let brace = match.1 + "}"
      guard let end = lines[open...].firstIndex(where: { $0 == brace }) else { continue }
      found.append((String(name), end - start + 1))
    }
    return found
  }
}
