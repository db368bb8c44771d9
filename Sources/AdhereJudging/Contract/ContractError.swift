/// A schema or tool list that cannot be used: where, why, and what would mend it.
public struct ContractError: Error, Sendable, CustomStringConvertible {
  public var message: String
  /// Byte offset into the schema or tool list, where one is known.
  public var offset: Int?

  public init(_ message: String, offset: Int? = nil) {
    self.message = message
    self.offset = offset
  }

  public var description: String { message }
}
