/// Files that cannot be read or written: which, why, and what would mend it.
public struct ExportError: Error, Sendable, CustomStringConvertible {
  public var message: String

  public init(_ message: String) { self.message = message }

  public var description: String { message }
}
