/// What can still become of a text that is not whole yet.
public enum PrefixVerdict: Sendable, Equatable {
  /// Some continuation can conform.
  case viable
  /// None can; the stream can be given up.
  case dead(StreamAbort)
  /// It conforms as it stands, and nothing but white space may follow.
  case complete
}

/// Follows a text that arrives in pieces and says what can still become of it.
///
/// A verdict may be late, never wrong: `viable` is always allowed, `dead` only where no
/// continuation conforms, nor is mended by a permitted repair.
public protocol PrefixJudge {
  /// Takes the next piece.
  mutating func append(_ piece: UnsafeBufferPointer<UInt8>) -> PrefixVerdict
}
