extension ECMARegex {
  /// Bounds on the work and memory that one pattern may take.
  ///
  /// Meeting a bound while matching gives ``Verdict/tooCostly``; meeting one while compiling throws
  /// a ``PatternError`` that is `unsupported`.
  public struct Options: Sendable, Hashable {
    /// Most backtracking steps in one match; 100,000 take about 0.1 ms compiled and 1 ms
    /// interpreted.
    public var matchLimit: UInt32
    /// Most nested backtracking points of PCRE2's interpreter in one match.
    public var depthLimit: UInt32
    /// Most memory that one match may take for backtracking, in KiB.
    public var heapLimitKiB: UInt32
    /// Longest pattern accepted, in bytes of UTF-8.
    public var maximumPatternBytes: Int
    /// Deepest nesting of groups accepted.
    public var maximumNesting: Int
    /// Matches after which PCRE2's just-in-time compiler is run. It costs a few microseconds and
    /// saves tens of nanoseconds a match, so a pattern met once or twice is better off without.
    public var usesBeforeJIT: Int

    public init(
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
}
