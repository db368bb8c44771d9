import AdhereTraces
public import AdhereJudging

/// The counts of one ``Series`` in one hour.
public struct Counts: Sendable, Equatable {
  public struct ViolationKey: Hashable, Sendable {
    public var keyword: String
    /// The instance path with `*` for positions in arrays.
    public var path: String

    public init(keyword: String, path: String) {
      self.keyword = keyword
      self.path = path
    }
  }

  public struct RepairKey: Hashable, Sendable {
    public var rule: String
    public var tier: String

    public init(rule: String, tier: String) {
      self.rule = rule
      self.tier = tier
    }
  }

  /// Outputs by outcome, in the order of `Outcome.allCases`.
  public var outcomes = [Int](repeating: 0, count: Outcome.allCases.count)
  public var violations: [ViolationKey: Int] = [:]
  public var repairs: [RepairKey: Int] = [:]
  public var durations = DurationHistogram()

  public init() {}

  public subscript(outcome: Outcome) -> Int {
    get { outcomes[outcome.position] }
    set { outcomes[outcome.position] = newValue }
  }

  public var outputs: Int { outcomes.reduce(0, +) }

  public static func += (a: inout Counts, b: Counts) {
    for i in a.outcomes.indices { a.outcomes[i] += b.outcomes[i] }
    a.violations.merge(b.violations, uniquingKeysWith: +)
    a.repairs.merge(b.repairs, uniquingKeysWith: +)
    a.durations += b.durations
  }
}

extension Outcome {
  /// Its place in `allCases`.
  public var position: Int {
    switch self {
    case .valid: 0
    case .repaired: 1
    case .invalid: 2
    case .unreadable: 3
    case .truncated: 4
    case .noCall: 5
    case .refused: 6
    case .error: 7
    }
  }
}
