/// A request, schema or tool list that cannot be used: where, why, and what would repair it.
public struct InputError: Error, Sendable, CustomStringConvertible {
  /// What is wrong, for people.
  public var message: String
  /// Byte offset into the text, where one is known.
  public var offset: Int?

  /// - Parameters:
  ///   - message: what is wrong, for people.
  ///   - offset: bytes into the text.
  public init(_ message: String, offset: Int? = nil) {
    self.message = message
    self.offset = offset
  }

  /// The message.
  public var description: String { message }
}
