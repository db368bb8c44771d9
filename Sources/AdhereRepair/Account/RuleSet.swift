/// A set of rules, one bit each.
package struct RuleSet: Sendable, Hashable {
  var bits: UInt128 = 0

  package init() {}

  package init(_ rule: Rule) { bits = 1 << UInt128(rule.rawValue) }

  package init(_ rules: some Sequence<Rule>) {
    for rule in rules { insert(rule) }
  }

  package var isEmpty: Bool { bits == 0 }

  @inline(__always)
  package mutating func insert(_ rule: Rule) { bits |= 1 << UInt128(rule.rawValue) }
  package mutating func remove(_ rule: Rule) { bits &= ~(1 << UInt128(rule.rawValue)) }
  package mutating func formUnion(_ other: RuleSet) { bits |= other.bits }

  /// The rules of the set that the policy denies.
  package func without(_ policy: Policy) -> RuleSet {
    RuleSet(rules.filter { !policy.permits($0) })
  }

  package func contains(_ rule: Rule) -> Bool { bits & (1 << UInt128(rule.rawValue)) != 0 }
  package func isSuperset(of other: RuleSet) -> Bool { bits & other.bits == other.bits }

  /// The rules, in the order they are declared.
  package var rules: [Rule] {
    var rules: [Rule] = []
    var rest = bits
    while rest != 0 {
      if let rule = Rule(rawValue: UInt8(rest.trailingZeroBitCount)) { rules.append(rule) }
      rest &= rest - 1
    }
    return rules
  }
}
