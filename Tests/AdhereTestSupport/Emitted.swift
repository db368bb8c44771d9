import Foundation

/// Answers that tests wrote, for others to look at: with the variable `ADHERE_EMITTED` each goes to
/// a file of that folder. `.ci/check-sdk` has the providers' own types read them.
package enum Emitted {
  private static let folder = ProcessInfo.processInfo.environment["ADHERE_EMITTED"].map {
    URL(fileURLWithPath: $0)
  }

  /// - Parameters:
  ///   - api: the first word of the file's name.
  ///   - name: differs between the answers of one API.
  ///   - raw: the answer as it came, where that may be of a form that the SDK does not take.
  package static func keep(
    _ bytes: [UInt8], api: String, isStream: Bool, name: String, raw: [UInt8]? = nil
  ) throws {
    guard let folder else { return }
    let safe = String(name.map { $0.isLetter || $0.isNumber ? $0 : "-" })
    let file = "\(api).\(safe).\(isStream ? "sse" : "json")"
    try Data(bytes).write(to: folder.appendingPathComponent(file))
    if let raw { try Data(raw).write(to: folder.appendingPathComponent(file + ".raw")) }
  }
}
