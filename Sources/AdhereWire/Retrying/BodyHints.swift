internal import AdhereJSON

/// How long to wait, where the body of an error says it: `retry_after` (seconds), Google's
/// `RetryInfo` among the details, and the headers that OpenRouter hands on in `metadata`.
extension ProviderError {
  mutating func takeHints(_ tape: Tape, _ error: Int) {
    if let node = tape.field("retry_after", of: error) ?? tape.field("retryAfter", of: error) {
      retryAfter = RetryHint.number(tape.text(ofAny: node))
    }
    if let details = tape.field("details", of: error), tape.kind(details) == .array {
      for detail in tape.children(of: details) {
        guard let delay = tape.word("retryDelay", of: detail) else { continue }
        retryAfter = RetryHint.duration(delay) ?? retryAfter
      }
    }
    retryAfter = retryAfter.map { min($0, RetryHint.longest) }
    guard let metadata = tape.field("metadata", of: error),
      let list = tape.field("headers", of: metadata), tape.kind(list) == .object
    else { return }
    for key in tape.children(of: list) {
      headers[tape.name(key).lowercased()] = tape.text(ofAny: key + 1)
    }
  }

  /// Seconds that the body asks to wait; nil where it does not say it.
  ///
  /// - Parameter now: seconds since 1970.
  package func retryHint(now: Double) -> Double? {
    retryAfter ?? RetryHint.seconds({ headers[$0] }, now: now)
  }
}
