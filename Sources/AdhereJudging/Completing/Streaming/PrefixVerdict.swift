/// Whether a text that is still arriving can conform.
///
/// A verdict may be late, never wrong: ``viable`` is always allowed, ``dead(_:)`` only where no
/// continuation conforms, nor is made to conform by a permitted repair. May gain cases in later
/// versions.
public enum PrefixVerdict: Sendable, Equatable {
  /// Some continuation can conform.
  case viable
  /// None can; the stream can be ended.
  case dead(StreamAbort)
  /// It conforms as it is, and nothing but white space may follow.
  case complete
}
