public import AdhereRepair

extension Trace {
  /// The repairs that were permitted: a tier, and the rules that differ from it.
  public struct PolicyRecord: Sendable, Equatable {
    /// `none`, or the name of a `Tier`.
    public var tier: String
    /// Ids of rules that are permitted though the tier does not permit them.
    public var allow: [String]
    /// Ids of rules that are not permitted though the tier permits them.
    public var deny: [String]

    /// - Parameters:
    ///   - tier: `none`, or the name of a `Tier`.
    ///   - allow: ids of rules.
    ///   - deny: ids of rules.
    public init(tier: String, allow: [String] = [], deny: [String] = []) {
      self.tier = tier
      self.allow = allow
      self.deny = deny
    }

    /// The tier that leaves the fewest rules to list.
    ///
    /// - Parameter policy: the permitted repairs.
    public init(_ policy: Policy) {
      var best = PolicyRecord(
        tier: "none", allow: Rule.allCases.filter(policy.permits).map(\.id))
      for tier in Tier.allCases {
        let candidate = PolicyRecord(
          tier: tier.rawValue,
          allow: Rule.allCases.filter { $0.tier > tier && policy.permits($0) }.map(\.id),
          deny: Rule.allCases.filter { $0.tier <= tier && !policy.permits($0) }.map(\.id))
        if candidate.length < best.length { best = candidate }
      }
      self = best
    }

    private var length: Int { allow.count + deny.count }
  }
}

extension Policy {
  /// The policy that a trace was judged by. Rules that this version does not know are
  /// left out.
  public init(_ record: Trace.PolicyRecord) {
    self.init(tier: Tier(rawValue: record.tier))
    for id in record.allow { if let rule = Rule(id: id) { allow(rule) } }
    for id in record.deny { if let rule = Rule(id: id) { deny(rule) } }
  }
}
