/// A repair rule. `id` is its stable name in records, flags and metrics; what it does stands in
/// its own file under `Rules/`.
public enum Rule: UInt8, CaseIterable, Sendable, Hashable {
  case trailingComma

  /// The rule with this id, nil where there is none.
  public init?(id: String) {
    guard let rule = Rule.allCases.first(where: { $0.id == id }) else { return nil }
    self = rule
  }

  public var id: String { description_.id }
  public var tier: Tier { description_.tier }
  /// One line.
  public var summary: String { description_.summary }
  /// An output before and after.
  public var example: (before: String, after: String) { description_.example }

  var description_: RuleDescription {
    switch self {
    case .trailingComma: .trailingComma
    }
  }
}

/// What `adhere rules` says about a rule.
struct RuleDescription: Sendable {
  var id: String
  var tier: Tier
  var summary: String
  var example: (before: String, after: String)
}
