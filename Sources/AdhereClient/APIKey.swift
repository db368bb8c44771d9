/// A provider's key. It never shows in a description, a dump or an error.
///
///     let key = APIKey(ProcessInfo.processInfo.environment["TOGETHER_API_KEY"]!)
///     print(key)                      // APIKey(…)
public struct APIKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  private let secret: String

  public init(_ secret: String) { self.secret = secret }

  public var description: String { "APIKey(…)" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: [:]) }

  /// The value of the `authorization` header.
  var authorization: String { "Bearer \(secret)" }

  /// A text without the key, should somebody have put it there.
  func redacting(_ text: String) -> String {
    secret.isEmpty
      ? text
      : text.split(separator: secret, omittingEmptySubsequences: false)
        .joined(separator: "…")
  }
}
