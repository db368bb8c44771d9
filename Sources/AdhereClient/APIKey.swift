import AdhereWire

/// A provider's key. It never shows in a description, a dump or an error.
///
///     let key = APIKey(ProcessInfo.processInfo.environment["TOGETHER_API_KEY"]!)
///     print(key)                      // APIKey(…)
public struct APIKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  private let secret: String

  /// A key, as the provider gave it.
  public init(_ secret: String) { self.secret = secret }

  /// `APIKey(…)`, whatever the key.
  public var description: String { "APIKey(…)" }
  /// `APIKey(…)`, whatever the key.
  public var debugDescription: String { description }
  /// A mirror without children, so that no dump shows the key.
  public var customMirror: Mirror { Mirror(self, children: [:]) }

  /// The header that shows it to an API: Anthropic's has its own.
  func header(for api: WireAPI) -> (name: String, value: String) {
    api == .messages ? ("x-api-key", secret) : ("authorization", "Bearer \(secret)")
  }

  /// The text with the key replaced, where an error quotes it.
  func redacting(_ text: String) -> String {
    secret.isEmpty
      ? text
      : text.split(separator: secret, omittingEmptySubsequences: false)
        .joined(separator: "…")
  }
}
