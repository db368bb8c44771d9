/// Which repairs are permitted: a tier, and single rules switched on or off.
///
///     var policy = Policy(tier: .lossless)
///     policy.allow(.stringToNumber)
///     policy.deny(.stripFence)
public struct Policy: Sendable, Hashable {
  private var permitted: RuleSet

  /// Every rule up to `tier`; nil permits none. Rules of the guess tier all come with
  /// `.guess`; to take single ones, start from `.safe` and ``allow(_:)`` them.
  public init(tier: Tier? = .safe) {
    permitted = RuleSet()
    guard let tier else { return }
    for rule in Rule.allCases where rule.tier <= tier { permitted.insert(rule) }
  }

  /// No repair at all: outputs are judged only.
  public static let none = Policy(tier: nil)

  /// The same policy without the rules that leave out what does not conform:
  /// ``Rule/dropInvalidOptional`` and ``Rule/dropInvalidItem``.
  package var withoutDrops: Policy {
    var copy = self
    for rule in [Rule.dropInvalidOptional, .dropInvalidItem] { copy.deny(rule) }
    return copy
  }

  /// Switches a rule on, whatever its tier.
  public mutating func allow(_ rule: Rule) { permitted.insert(rule) }

  /// Switches a rule off: an output that needs it is not repaired.
  public mutating func deny(_ rule: Rule) { permitted.remove(rule) }

  /// Whether the rule is permitted.
  public func permits(_ rule: Rule) -> Bool { permits(RuleSet(rule)) }

  /// Whether every rule of the set is permitted.
  package func permits(_ rules: RuleSet) -> Bool { permitted.isSuperset(of: rules) }

  /// Whether any repair is permitted.
  public var repairs: Bool { !permitted.isEmpty }
}
