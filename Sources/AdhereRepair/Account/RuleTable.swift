/// What is said of one rule.
struct RuleEntry: Sendable {
  let rule: Rule
  let id: String
  let tier: Tier
  /// What one edit of this rule costs where readings of a broken text compete, in structural
  /// marks: 1.0 is one mark inserted, left out or replaced that nothing in the text announced.
  /// Another notation for the same value costs less, saying less than the model did costs more.
  let cost: Double
  let summary: String
  let example: (before: String, after: String)

  init(
    _ rule: Rule, _ id: String, _ tier: Tier, cost: Double, _ summary: String, _ before: String,
    _ after: String
  ) {
    self.rule = rule
    self.id = id
    self.tier = tier
    self.cost = cost
    self.summary = summary
    example = (before, after)
  }
}

/// One row a rule: the only place where its id, tier, cost, summary and example are. Rows are
/// grouped by the folder that applies them.
enum RuleTable {
  /// The rows in the order of ``Rule``'s raw values.
  static let entries: [RuleEntry] = (reading + syntax + alignment)
    .sorted { $0.rule.rawValue < $1.rule.rawValue }
}
