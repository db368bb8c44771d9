/// A line that does not hold a trace, or a file of traces that cannot be read or written.
public struct TraceError: Error, Sendable, CustomStringConvertible {
  /// What is wrong, where, and what to do about it.
  public var message: String
  /// The system's `errno` where that is behind it, else 0.
  package var systemCode: Int32 = 0

  /// - Parameter message: what is wrong, for people.
  public init(_ message: String) { self.message = message }

  init(_ message: String, code: Int32) {
    self.message = message
    systemCode = code
  }

  /// The message.
  public var description: String { message }
}
