/// The provider's name for a request, from the header it comes in: `x-request-id` (OpenAI, together.ai,
/// Fireworks AI), `request-id` (Anthropic), `apim-request-id` (Azure).
package enum RequestIDHeader {
  /// Nil where no header says it.
  ///
  /// - Parameter header: the value of a response header, by its name in lower case.
  package static func value(_ header: (String) -> String?) -> String? {
    for name in ["x-request-id", "request-id", "apim-request-id"] {
      if let id = header(name), !id.isEmpty { return id }
    }
    return nil
  }
}
