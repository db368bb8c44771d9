/// A request body that cannot be used: where, why, and what would mend it.
public struct RequestError: Error, Sendable, CustomStringConvertible {
  public var message: String
  /// Byte offset into the body, where one is known.
  public var offset: Int?

  public init(_ message: String, offset: Int? = nil) {
    self.message = message
    self.offset = offset
  }

  public var description: String { message }
}
