public import AdhereJudging

/// The counts of one ``Series`` in one hour.
public struct Counts: Sendable, Equatable {
  /// What violations are counted by.
  public struct ViolationKey: Hashable, Sendable {
    /// The keyword of the schema, such as `required`.
    public var keyword: String
    /// The instance path with `*` for positions in arrays.
    public var path: String

    /// - Parameters:
    ///   - keyword: of the schema, such as `required`.
    ///   - path: with `*` for positions in arrays.
    public init(keyword: String, path: String) {
      self.keyword = keyword
      self.path = path
    }
  }

  /// What repairs are counted by.
  public struct RepairKey: Hashable, Sendable {
    /// The id of the rule.
    public var rule: String
    /// The name of its tier.
    public var tier: String

    /// - Parameters:
    ///   - rule: the id of a rule.
    ///   - tier: the name of its tier.
    public init(rule: String, tier: String) {
      self.rule = rule
      self.tier = tier
    }
  }

  /// Outputs by outcome, in the order of `Outcome.allCases`.
  package var outcomes = [Int](repeating: 0, count: Outcome.allCases.count)
  /// Violations by keyword and place.
  public package(set) var violations: [ViolationKey: Int] = [:]
  /// Repairs by rule and tier.
  public package(set) var repairs: [RepairKey: Int] = [:]
  /// Outputs that were not handed on, by the code of the reason.
  public package(set) var reasons: [String: Int] = [:]
  /// Times from one verdict to the next, where they were measured.
  public package(set) var durations = DurationHistogram()

  /// Nothing counted.
  package init() {}

  /// Outputs with this outcome.
  public package(set) subscript(outcome: Outcome) -> Int {
    get { outcomes[outcome.position] }
    set { outcomes[outcome.position] = newValue }
  }

  /// Outputs with any outcome.
  public var outputs: Int { outcomes.reduce(0) { $0.counted(with: $1) } }

  package static func += (a: inout Counts, b: Counts) {
    for i in a.outcomes.indices { a.outcomes[i] = a.outcomes[i].counted(with: b.outcomes[i]) }
    a.violations.merge(b.violations, uniquingKeysWith: { $0.counted(with: $1) })
    a.repairs.merge(b.repairs, uniquingKeysWith: { $0.counted(with: $1) })
    a.reasons.merge(b.reasons, uniquingKeysWith: { $0.counted(with: $1) })
    a.durations += b.durations
  }
}

extension Outcome {
  /// Its place in `allCases`.
  package var position: Int {
    switch self {
    case .valid: 0
    case .repaired: 1
    case .invalid: 2
    case .unreadable: 3
    case .truncated: 4
    case .noCall: 5
    case .refused: 6
    case .error: 7
    case .unchecked: 8
    }
  }
}
