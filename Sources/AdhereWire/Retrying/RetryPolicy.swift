/// Which answers of a provider are worth another try, and after how long.
///
///     let decision = RetryPolicy().decide(
///       status: 429, header: { ["retry-after": "3"][$0] }, error: nil, try: 1, now: 0, chance: 0.5)
///     #expect(decision == .retry(after: .seconds(3)))
public struct RetryPolicy: Sendable, Equatable {
  /// Tries beyond the first.
  public var retries = 2
  /// The pause after the first try; twice as long after each further one.
  public var initialDelay = Duration.milliseconds(500)
  /// The longest pause of our own choice.
  public var maximumDelay = Duration.seconds(8)
  /// The longest pause a provider may ask for. One that asks for more is not asked again, since it
  /// would refuse an earlier try.
  public var maximumHint = Duration.seconds(60)
  /// How much of a pause of our own choice chance may take away, from 0 to 1.
  public var jitter = 0.25

  /// - Parameters:
  ///   - retries: tries beyond the first.
  ///   - initialDelay: the pause after the first try.
  ///   - maximumDelay: the longest pause of our own choice.
  ///   - maximumHint: the longest pause a provider may ask for.
  public init(
    retries: Int = 2, initialDelay: Duration = .milliseconds(500),
    maximumDelay: Duration = .seconds(8), maximumHint: Duration = .seconds(60)
  ) {
    self.retries = retries
    self.initialDelay = initialDelay
    self.maximumDelay = maximumDelay
    self.maximumHint = maximumHint
  }

  /// What to do after a try.
  #if hasAttribute(nonexhaustive)
    @nonexhaustive
  #endif
  public enum Decision: Sendable, Equatable {
    /// After a pause.
    case retry(after: Duration)
    /// Take the answer as it is.
    case giveUp(GiveUp)
  }

  /// Why there is no other try. More cases may be added.
  #if hasAttribute(nonexhaustive)
    @nonexhaustive
  #endif
  public enum GiveUp: Sendable, Equatable {
    /// Another try would end as this one did.
    case notRetryable
    /// ``retries`` are used up.
    case noTriesLeft
    /// The provider asks for a longer pause than ``maximumHint``.
    case hintTooLong(Duration)
  }

  /// Statuses that another try may change: 408, 409, 425, 429, 500, 502, 503, 504, 520 to 524
  /// and 529.
  public static func isRetryable(status: Int) -> Bool {
    switch status {
    case 408, 409, 425, 429, 500, 502, 503, 504, 520...524, 529: true
    default: false
    }
  }

  /// After an answer.
  ///
  /// - Parameters:
  ///   - status: of the HTTP response.
  ///   - header: the value of a response header, by its name in lower case.
  ///   - error: what the body says; a quota that is used up is never tried again.
  ///   - number: which try it was, from 1.
  ///   - now: seconds since 1970, for dates in headers.
  ///   - chance: from 0 to 1, for the jitter.
  public func decide(
    status: Int, header: (String) -> String?, error: ProviderError?, try number: Int,
    now: Double, chance: Double
  ) -> Decision {
    var isRetryable = RetryPolicy.isRetryable(status: status)
    // The provider's own word counts, but for what cannot change.
    switch header("x-should-retry")?.lowercased() {
    case "true": isRetryable = true
    case "false": isRetryable = false
    default: break
    }
    if [402, 403, 412, 413].contains(status) || error?.kind == .quota { isRetryable = false }
    guard isRetryable else { return .giveUp(.notRetryable) }
    guard number <= retries else { return .giveUp(.noTriesLeft) }
    if let seconds = RetryHint.seconds(header, now: now) ?? error?.retryHint(now: now) {
      // An error may be made by a program: no more than a duration holds.
      let hint = Duration.seconds(min(seconds, RetryHint.longest))
      return hint > maximumHint ? .giveUp(.hintTooLong(hint)) : .retry(after: hint)
    }
    return .retry(after: delay(after: number, chance: chance))
  }

  /// After a connection that failed, or ended before the first byte.
  public func decideAfterFailure(try number: Int, chance: Double) -> Decision {
    number <= retries
      ? .retry(after: delay(after: number, chance: chance)) : .giveUp(.noTriesLeft)
  }

  private func delay(after number: Int, chance: Double) -> Duration {
    var delay = initialDelay
    for _ in 1..<max(number, 1) where delay < maximumDelay { delay *= 2 }
    return min(delay, maximumDelay) * (1 - jitter * min(max(chance, 0), 1))
  }
}
