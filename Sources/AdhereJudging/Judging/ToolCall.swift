/// A call of a tool.
public struct ToolCall: Sendable, Hashable, CustomStringConvertible {
  /// The name of the tool.
  public var name: String
  /// JSON text; of a call that failed any text.
  public var arguments: [UInt8]
  /// What the result of the call refers to it by; set in the calls of a ``Reply``.
  public var id: String?

  /// - Parameters:
  ///   - name: the name of the tool.
  ///   - arguments: JSON text.
  ///   - id: what the result of the call refers to it by.
  public init(name: String, arguments: [UInt8], id: String? = nil) {
    self.name = name
    self.arguments = arguments
    self.id = id
  }

  /// `name(arguments)`.
  public var description: String { "\(name)(\(String(decoding: arguments, as: UTF8.self)))" }
}
