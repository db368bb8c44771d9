/// When a stream is ended before its end. May gain cases in later versions.
public enum AbortPolicy: String, Sendable, CaseIterable {
  /// Never.
  case never
  /// Where it runs away: white space, repetition, length (``RunawayWatch``). And where no repair is
  /// permitted, as soon as a structured part cannot conform any more.
  case runaway
  /// Also as soon as the arguments of a call cannot conform any more, with every repair that is
  /// permitted.
  case arguments
  /// Also as soon as the JSON that the content begins with cannot, though the model might have
  /// corrected itself after it.
  case content
}
