import Foundation
import Testing

/// The folders of the room lie above one another: no file uses a type of a folder further up.
@Suite struct RoomLayoutTests {
  static let room = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Sources/AdhereRepair")

  /// From the ground up.
  private static let folders = [
    "Account", "Tools", "Syntax", "Nearest", "Gate", "Reading", "Alignment", "Repairing",
  ]

  private func files(in folder: String) throws -> [(name: String, code: String)] {
    let url = RoomLayoutTests.room.appendingPathComponent(folder)
    return try FileManager.default.contentsOfDirectory(atPath: url.path)
      .filter { $0.hasSuffix(".swift") }.sorted().map { name in
        let text = try String(contentsOf: url.appendingPathComponent(name), encoding: .utf8)
        let code = text.split(separator: "\n")
          .filter { !$0.drop { $0 == " " }.hasPrefix("//") }.joined(separator: "\n")
          // What rules say of themselves names no type.
          .replacing(/"(?:[^"\\\n]|\\.)*"/, with: "")
        return (name, code)
      }
  }

  @Test func `there are no folders but these`() throws {
    let found = try FileManager.default.contentsOfDirectory(atPath: RoomLayoutTests.room.path)
      .filter { !$0.hasSuffix(".docc") }
    #expect(Set(found) == Set(RoomLayoutTests.folders))
  }

  @Test func `no folder uses a type of one above it`() throws {
    let declaration = try Regex(
      #"(?m)^(?:package |public |final |private )*(?:struct|enum|class) (\w+)"#)
    var typesAbove: [(folder: String, types: Set<String>)] = []
    for folder in RoomLayoutTests.folders.reversed() {
      var own: Set<String> = []
      for file in try files(in: folder) {
        for match in file.code.matches(of: declaration) {
          if let name = match.output[1].substring { own.insert(String(name)) }
        }
        let words = Set(
          file.code.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init))
        for above in typesAbove {
          let used = words.intersection(above.types).sorted()
          #expect(used.isEmpty, "\(folder)/\(file.name) uses \(used) of \(above.folder)")
        }
      }
      typesAbove.append((folder, own))
    }
  }
}
