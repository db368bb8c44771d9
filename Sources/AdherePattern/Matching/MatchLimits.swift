/// Bounds on the work and memory that one pattern may take.
///
/// Meeting a bound while matching gives ``MatchVerdict/tooCostly``; meeting one while compiling
/// throws a ``PatternError`` that is `unsupported`.
package struct MatchLimits: Sendable, Hashable {
  /// Most backtracking steps in one match, beside two for each byte of the subject; each is worth
  /// eight of our own engine's. What can be decided in linear time is, for 256 times as many.
  package var matchLimit: UInt32
  /// Most nested backtracking points of PCRE2's interpreter in one match.
  package var depthLimit: UInt32
  /// Most memory that one match may take for backtracking, in KiB.
  package var heapLimitKiB: UInt32
  /// Longest pattern accepted, in bytes of UTF-8.
  package var maximumPatternBytes: Int
  /// Deepest nesting of groups accepted.
  package var maximumNesting: Int
  /// Matches after which PCRE2's just-in-time compiler is run. It costs a few microseconds and
  /// saves tens of nanoseconds a match, so a pattern met once or twice is better off without.
  package var usesBeforeJIT: Int

  package init(
    matchLimit: UInt32 = 100_000, depthLimit: UInt32 = 100_000, heapLimitKiB: UInt32 = 16_384,
    maximumPatternBytes: Int = 65_536, maximumNesting: Int = 250, usesBeforeJIT: Int = 8
  ) {
    self.matchLimit = matchLimit
    self.depthLimit = depthLimit
    self.heapLimitKiB = heapLimitKiB
    self.maximumPatternBytes = maximumPatternBytes
    self.maximumNesting = maximumNesting
    self.usesBeforeJIT = usesBeforeJIT
  }
}

/// How a match within limits ended.
package enum MatchVerdict: Sendable, Hashable {
  case match, noMatch
  /// A limit of work or memory was met: the pattern is too costly on this subject.
  case tooCostly
}
