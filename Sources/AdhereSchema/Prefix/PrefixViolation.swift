/// Why no continuation of a value can conform.
public struct PrefixViolation: Sendable, Equatable, CustomStringConvertible {
  /// JSON Pointer (RFC 6901) of the value.
  public var instancePath: String
  /// The keyword that it breaks for good.
  public var keyword: String

  /// Both, in words: `/a/0 breaks maximum`.
  public var description: String {
    "\(instancePath.isEmpty ? "the whole value" : instancePath) breaks \(keyword)"
  }
}
