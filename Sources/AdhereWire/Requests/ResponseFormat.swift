/// What a request asks of the content, from any of the forms providers take. More cases may be
/// added.
public enum ResponseFormat: Sendable, Equatable {
  /// Nothing.
  case text
  /// JSON, whatever it holds.
  case json
  /// JSON that conforms to a schema, given as JSON text.
  case schema([UInt8], name: String?, strict: Bool?)
  /// Text that matches a pattern.
  case regex(String)
  /// Text of a grammar, in the provider's notation.
  case grammar(String)
  /// One of these texts.
  case choice([String])
  /// A kind that no table has.
  case other(String)

  /// Whether the content has to be JSON.
  public var isJSON: Bool {
    switch self {
    case .json, .schema: true
    default: false
    }
  }
}
