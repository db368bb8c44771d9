/// A line that does not hold a trace, or a file of traces that cannot be read or written.
public struct TraceError: Error, Sendable, CustomStringConvertible {
  /// What is wrong, where, and what to do about it.
  public var message: String

  /// - Parameter message: what is wrong, for people.
  public init(_ message: String) { self.message = message }

  /// The message.
  public var description: String { message }
}
