import AdhereWire
import Testing

@Suite struct RetryTests {
  static let hints: [(headers: [String: String], seconds: Double?)] = [
    ([:], nil),
    (["retry-after": "1.5"], 1.5),
    (["retry-after": " 7 "], 7),
    (["retry-after-ms": "300", "retry-after": "9"], 0.3),
    (["x-ms-retry-after-ms": "250", "retry-after": "9"], 0.25),
    (["retry-after": "Sun, 06 Nov 1994 08:49:39 GMT"], 2),
    (["retry-after": "Sun, 06 Nov 1994 08:00:00 GMT"], 0),
    (["retry-after": "soon"], nil),
    (["retry-after": "Sun, 06 Nov 9223372036854775807 08:49:37 GMT"], nil),
    (["retry-after": "Sun, 06 Nov 2030 9223372036854775807:0:0 GMT"], nil),
    (["retry-after": "Sun, 06 Nov 2030 08:-9223372036854775808:0 GMT"], nil),
    (["retry-after": "-5"], nil),
    (["retry-after": "nan"], nil),
    (["x-ratelimit-reset": "2"], 2),
    (["x-ratelimit-reset": "6ms"], 0.006),
    (["x-ratelimit-reset": "1m30s"], 90),
    (["x-ratelimit-reset": "2", "retry-after": "1"], 1),
    (["x-ratelimit-reset": "later"], nil),
    (["x-ratelimit-reset": "784111781000"], 4),
    (["x-ratelimit-reset": "1784111781"], 1_000_000_004),
    (["x-ratelimit-reset-tokens": "7.5s"], 7.5),
    (["x-ratelimit-reset-requests": "2m", "x-ratelimit-remaining-requests": "5"], nil),
    (
      [
        "x-ratelimit-reset-requests": "2m", "x-ratelimit-remaining-requests": "5",
        "x-ratelimit-reset-tokens": "3s", "x-ratelimit-remaining-tokens": "0",
      ], 3
    ),
    (
      [
        "anthropic-ratelimit-tokens-reset": "1994-11-06T08:49:47Z",
        "anthropic-ratelimit-tokens-remaining": "0",
      ], 10
    ),
    (["retry-after": "Sun, 06 Nov 9223372036854775807 08:49:39 GMT"], nil),
    (["retry-after": "Sun, 06 Nov 1994 9223372036854775807:49:39 GMT"], nil),
  ]

  @Test(arguments: hints.indices) func `hints are read in their order`(_ index: Int) {
    let (headers, seconds) = Self.hints[index]
    // Sun, 06 Nov 1994 08:49:37 GMT
    let found = RetryHint.seconds({ headers[$0] }, now: 784_111_777)
    if let found, let seconds {
      #expect(abs(found - seconds) < 1e-9, "\(headers)")
    } else {
      #expect(found == seconds, "\(headers)")
    }
  }

  func decide(
    _ status: Int, _ headers: [String: String] = [:], error: ProviderError? = nil,
    try number: Int = 1,
    _ policy: RetryPolicy = RetryPolicy(), chance: Double = 0
  ) -> RetryPolicy.Decision {
    policy.decide(
      status: status, header: { headers[$0] }, error: error, try: number, now: 0, chance: chance)
  }

  @Test func `statuses that another try may change`() {
    let retried = (400...599).filter {
      if case .retry = decide($0) { true } else { false }
    }
    #expect(retried == [408, 409, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529])
  }

  @Test(arguments: [
    (#"{"error":{"message":"m","details":[{"@type":"RetryInfo","retryDelay":"3.5s"}]}}"#, 3.5),
    (#"{"error":{"message":"m","retry_after":4}}"#, 4),
    (#"{"error":{"message":"m","metadata":{"headers":{"X-RateLimit-Reset":"2000"}}}}"#, 2000),
  ]) func `the body may say how long to wait`(_ body: String, _ seconds: Double) {
    var policy = RetryPolicy()
    policy.maximumHint = .seconds(5_000)
    let error = ChatBody(Array(body.utf8), status: 429).completion.error
    #expect(decide(429, error: error, policy) == .retry(after: .seconds(seconds)))
  }

  @Test func `a quota that is used up is never tried again`() {
    let body = ChatBody(
      Array(
        #"{"error":{"message":"m","type":"insufficient_quota","code":"insufficient_quota"}}"#.utf8),
      status: 429)
    #expect(decide(429, error: body.completion.error) == .giveUp(.notRetryable))
  }

  @Test func `the provider's word counts`() {
    #expect(decide(400, ["x-should-retry": "true"]) == .retry(after: .milliseconds(500)))
    #expect(decide(500, ["x-should-retry": "false"]) == .giveUp(.notRetryable))
    #expect(decide(402, ["x-should-retry": "true"]) == .giveUp(.notRetryable))
  }

  @Test func `a longer pause than the limit ends it, and says so`() {
    #expect(decide(429, ["retry-after": "70"]) == .giveUp(.hintTooLong(.seconds(70))))
    #expect(decide(429, ["retry-after": "60"]) == .retry(after: .seconds(60)))
  }

  @Test func `the example of the policy`() {
    let decision = RetryPolicy().decide(
      status: 429, header: { ["retry-after": "3"][$0] }, error: nil, try: 1, now: 0, chance: 0.5)
    #expect(decision == .retry(after: .seconds(3)))
    #expect(
      decide(429, ["retry-after": "99999999999999999999999999"])
        == .giveUp(.hintTooLong(.seconds(5e9))))
  }

  @Test func `pauses grow up to the limit, and chance shortens them`() {
    let policy = RetryPolicy(retries: 9)
    #expect(
      (1...6).map { decide(500, try: $0, policy) }
        == [0.5, 1, 2, 4, 8, 8].map { .retry(after: .seconds($0)) })
    #expect(decide(500, chance: 1) == .retry(after: .milliseconds(375)))
    #expect(decide(500, try: 3) == .giveUp(.noTriesLeft))
    #expect(
      RetryPolicy().decideAfterFailure(try: 1, chance: 0) == .retry(after: .milliseconds(500)))
    #expect(RetryPolicy().decideAfterFailure(try: 3, chance: 0) == .giveUp(.noTriesLeft))
  }
}
