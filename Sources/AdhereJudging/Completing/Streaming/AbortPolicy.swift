/// When a stream is given up before its end.
public enum AbortPolicy: String, Sendable, CaseIterable {
  /// Never.
  case never
  /// Where it runs away: white space, repetition, length. And where nothing may be repaired, as
  /// soon as a structured part cannot conform any more.
  case runaway
  /// Also as soon as the arguments of a call cannot conform any more, with every repair that is
  /// permitted.
  case arguments
  /// Also as soon as the JSON that the content begins with cannot. A model that would have
  /// corrected itself behind it is not waited for.
  case content
}
