public import AdherePlatform

/// Which traces may be trained on.
public struct AdmissionOptions: Sendable {
  /// Guess-tier rules whose repairs may become answers to learn. Empty: none may.
  public var guessRules: Set<String> = []
  /// Only traces whose person agreed; without, only those who refused are left out.
  public var requiresConsent = false
  /// Licences that are accepted, as traces name them; empty: any, and none.
  public var licences: Set<String> = []
  /// Leave out traces that were written without redaction, although the export redacts them.
  public var requiresRedaction = false
  /// The moment that `retain_until` is compared with.
  public var asOf: Timestamp
  /// Replace characters of tools' names that no API takes by `_`, in tools and calls alike.
  public var renamesTools = false
  /// Most calls of an answer; nil: any number. Some chat templates render one only.
  public var maximumCalls: Int?

  /// Every trace that no one objected to, as of a moment; without one, of now.
  public init(asOf: Timestamp = .now()) { self.asOf = asOf }
}
