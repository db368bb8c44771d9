/// The system did not do what it was asked for: a file that is not there, a full disk.
package struct IOError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What failed, and the system's reason: `cannot read a.jsonl: No such file or directory`.
  package var message: String
  /// The `errno` behind it.
  package var code: Int32

  /// - Parameters:
  ///   - action: what failed, in words.
  ///   - code: an `errno`.
  package init(_ action: String, errno code: Int32) {
    message = action + ": " + IOError.reason(code)
    self.code = code
  }

  /// The system's words for an `errno`.
  package static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }

  package var description: String { message }
}
