/// What one row teaches, before it has a target's form.
struct Example {
  /// Where the answer to learn comes from.
  enum Origin: String, Sendable, CaseIterable {
    /// The output after repair.
    case repaired = "mended"
    /// A later attempt at the same request.
    case retried
    /// An answer that a person gave.
    case corrected
    /// The output as it came.
    case passing
    /// Tools were offered and rightly not called.
    case noCall = "no_call"
    /// Nothing to learn: the row has an answer to reject, or a request alone.
    case failed
  }

  var origin: Origin
  var messages: [Message]
  var tools: ToolList?
  /// The answer to learn.
  var answer: Message?
  /// The answer to reject, as the model wrote it.
  var rejected: Message?
  /// Of KTO rows: whether the completion is wanted.
  var label = true
  /// What was wrong: the first rule that repaired it, or the first keyword it broke.
  var failure: String
}
