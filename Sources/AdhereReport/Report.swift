public import AdherePlatform
public import AdhereTallies
public import AdhereJudging

/// How often the outputs of models, providers and tools conform, from their counts.
///
///     let report = Report(try store.tallies(step: 24), by: .model)
///     print(report.text(width: 100))
public struct Report: Sendable {
  /// What a row is about.
  #if hasAttribute(nonexhaustive)
    @nonexhaustive
  #endif
  public enum Grouping: String, Sendable, CaseIterable {
    /// A model, at all providers.
    case model
    /// A provider, with all of its models.
    case provider
    /// A tool, of all models.
    case tool
    /// A day in UTC.
    case day
  }

  /// The counts of one model, provider, tool or day.
  public struct Row: Sendable {
    /// The model, provider, tool or day; `(not named)` where the counts have no name.
    public var name: String
    /// Outputs by what became of them; an outcome without any is missing.
    public var outcomes: [Outcome: Int]
    /// Repairs by their tier: `lossless`, `safe`, `guess`.
    public var repairsByTier: [String: Int]
    /// Outputs that were not handed on by the code of the reason.
    public var reasons: [String: Int] = [:]
    /// Outputs by how calls were asked to be written; empty: in any form.
    public var forms: [String: Int] = [:]

    /// Outputs, without the provider's errors, which are not the model's, and without those that
    /// were not judged.
    public var judged: Int {
      outcomes.reduce(0) { $0.counted(with: $1.key.isJudged ? $1.value : 0) }
    }
    /// Outputs that conform as they came.
    public var asItCame: Proportion {
      Proportion((outcomes[.valid] ?? 0) + (outcomes[.noCall] ?? 0), of: judged)
    }
    /// Outputs that conform as they came or after repair.
    public var afterRepair: Proportion {
      Proportion(asItCame.count + (outcomes[.repaired] ?? 0), of: judged)
    }
    /// Outputs that call no tool where none had to be called.
    public var noCall: Proportion { Proportion(outcomes[.noCall] ?? 0, of: judged) }
    /// Outputs that call a tool that was not offered, or not asked for.
    public var notAsked: Proportion {
      Proportion((reasons["unknown-tool"] ?? 0) + (reasons["not-asked"] ?? 0), of: judged)
    }
    /// Outputs with a call that cannot be read.
    public var unread: Proportion { Proportion(reasons["broken-call"] ?? 0, of: judged) }
    /// Outputs that conform neither way.
    public var failed: Int { judged - afterRepair.count }
  }

  /// How often a keyword was violated at a place.
  public struct Violation: Sendable, Equatable {
    /// The keyword of JSON Schema.
    public var keyword: String
    /// JSON Pointer into the instance, array indexes as `*`.
    public var path: String
    /// Violations.
    public var count: Int
    /// The model that has most of them.
    public var model: String
  }

  /// How many outputs were not handed on for one reason.
  public struct Failure: Sendable, Equatable {
    /// The code of the reason, such as `cut-off`.
    public var code: String
    /// Outputs.
    public var count: Int
    /// The model that has most of them.
    public var model: String
  }

  /// How often a rule repaired something.
  public struct Repair: Sendable, Equatable {
    /// The rule's id.
    public var rule: String
    /// The rule's tier.
    public var tier: String
    /// Repairs.
    public var count: Int
  }

  /// What ``rows`` are about.
  public var grouping: Grouping
  /// All outputs.
  public var total: Row
  /// The best first; days in their order.
  public var rows: [Row]
  /// Why outputs were not handed on, first the most frequent reason; errors of providers and
  /// records are among them.
  public var failures: [Failure]
  /// The most frequent violations, first the most frequent one.
  public var violations: [Violation]
  /// The most frequent repairs, first the most frequent one.
  public var repairs: [Repair]
  /// Tools with their provider and model left out, the worst first.
  public var tools: [Row]
  /// All outputs by day.
  public var trend: [Row]
  /// Outputs by day of the six most frequent models.
  public var trendByModel: [(model: String, days: [Row])]
  /// The beginning of the counts; nil where they are all there are.
  public var since: Timestamp?
  /// Places that were made unreadable, by rule.
  public var redactions: [(rule: String, count: Int)]

  /// Makes a report of counts.
  ///
  /// - Parameters:
  ///   - tallies: counts by hour or by day.
  ///   - grouping: what the rows are about.
  ///   - since: the beginning of the counts, to be named; nil where they are all there are.
  ///   - top: how many reasons, violations, repairs and tools are named.
  public init(
    _ tallies: Tallies, by grouping: Grouping = .model, since: Timestamp? = nil, top: Int = 10
  ) {
    self.grouping = grouping
    self.since = since
    var all = Row.empty("all")
    var groups: [String: Row] = [:]
    var tools: [String: Row] = [:]
    var days: [String: Row] = [:]
    var modelDays: [String: [String: Row]] = [:]
    var violations: [Counts.ViolationKey: (count: Int, models: [String: Int])] = [:]
    var repairs: [Counts.RepairKey: Int] = [:]
    var reasons: [String: (count: Int, models: [String: Int])] = [:]
    for (key, counts) in tallies.entries {
      let day = Timestamp(hour: key.hour).day
      let model = Report.name(key.series.model)
      let group =
        switch grouping {
        case .model: model
        case .provider: Report.name(key.series.provider)
        case .tool: Report.name(key.series.tool)
        case .day: day
        }
      all.add(counts, in: key.series.form)
      groups[group, default: .empty(group)].add(counts, in: key.series.form)
      if key.series.surface == .tool, !key.series.tool.isEmpty {
        tools[key.series.tool, default: .empty(key.series.tool)].add(counts)
      }
      days[day, default: .empty(day)].add(counts)
      modelDays[model, default: [:]][day, default: .empty(day)].add(counts)
      for (violation, count) in counts.violations {
        violations[violation, default: (0, [:])].count.count(count)
        violations[violation]!.models[model, default: 0].count(count)
      }
      for (repair, count) in counts.repairs { repairs[repair, default: 0].count(count) }
      for (code, count) in counts.reasons {
        reasons[code, default: (0, [:])].count.count(count)
        reasons[code]!.models[model, default: 0].count(count)
      }
    }
    total = all
    rows =
      grouping == .day
      ? groups.values.sorted { $0.name < $1.name } : groups.values.sorted(by: Report.isBetter)
    self.violations = violations.map { key, value in
      Violation(
        keyword: key.keyword, path: key.path, count: value.count,
        model: Report.mostFrequent(value.models))
    }
    .sorted { ($1.count, $0.keyword, $0.path) < ($0.count, $1.keyword, $1.path) }
    .prefix(top).map { $0 }
    failures = reasons.map { code, value in
      Failure(code: code, count: value.count, model: Report.mostFrequent(value.models))
    }
    .sorted { ($1.count, $0.code) < ($0.count, $1.code) }.prefix(top).map { $0 }
    self.repairs = repairs.map { Repair(rule: $0.key.rule, tier: $0.key.tier, count: $0.value) }
      .sorted { ($1.count, $0.rule) < ($0.count, $1.rule) }.prefix(top).map { $0 }
    // By the upper end of the interval: how good a tool may be at best.
    self.tools =
      tools.values.filter { $0.failed > 0 }
      .sorted {
        let (a, b) = ($0.afterRepair.interval.high, $1.afterRepair.interval.high)
        return a == b ? $0.name < $1.name : a < b
      }
      .prefix(top).map { $0 }
    trend = days.values.sorted { $0.name < $1.name }
    trendByModel = modelDays.map { model, days in
      (model, days.values.sorted { $0.name < $1.name })
    }
    .sorted {
      let (a, b) = (
        $0.1.reduce(0) { $0.counted(with: $1.judged) },
        $1.1.reduce(0) { $0.counted(with: $1.judged) }
      )
      return a == b ? $0.0 < $1.0 : a > b
    }
    .prefix(6).map { $0 }
    redactions = tallies.redactions.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// By the lower ends of the intervals, before repair and after it.
  private static func isBetter(_ a: Row, _ b: Row) -> Bool {
    let (x, y) = (a.asItCame.interval.low, b.asItCame.interval.low)
    if x != y { return x > y }
    let (u, v) = (a.afterRepair.interval.low, b.afterRepair.interval.low)
    return u == v ? a.name < b.name : u > v
  }

  private static func mostFrequent(_ models: [String: Int]) -> String {
    models.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
  }

  static func name(_ text: String) -> String { text.isEmpty ? "(not named)" : text }

  /// The row of this name; nil where there is none.
  public func row(_ name: String) -> Row? { rows.first { $0.name == name } }
}

extension Report.Row {
  static func empty(_ name: String) -> Report.Row {
    Report.Row(name: name, outcomes: [:], repairsByTier: [:])
  }

  /// - Parameter form: how calls were asked to be written; nil counts under none.
  mutating func add(_ counts: Counts, in form: String? = nil) {
    if let form { forms[form, default: 0].count(counts.judged) }
    for outcome in Outcome.allCases where counts[outcome] > 0 {
      outcomes[outcome, default: 0].count(counts[outcome])
    }
    for (repair, count) in counts.repairs { repairsByTier[repair.tier, default: 0].count(count) }
    for (code, count) in counts.reasons { reasons[code, default: 0].count(count) }
  }
}

extension Counts {
  fileprivate var judged: Int {
    Outcome.allCases.reduce(0) { $0.counted(with: $1.isJudged ? self[$1] : 0) }
  }
}
