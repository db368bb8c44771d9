import AdhereJudging

/// A line that is no trace, or a file of traces that cannot be read or written: what, where, and
/// what would mend it.
public struct TraceError: Error, Sendable, CustomStringConvertible {
  public var message: String

  public init(_ message: String) { self.message = message }

  public var description: String { message }
}
