/// A file that cannot be read or written: which, why, and what to do about it.
public struct ExportError: Error, Sendable, CustomStringConvertible {
  /// One sentence for people.
  public var message: String

  /// An error with this sentence.
  public init(_ message: String) { self.message = message }

  /// The sentence.
  public var description: String { message }
}
