import AdhereJudging
public import AdhereRepair

extension Policy {
  /// The policy that a trace was judged by. Rules that this version does not know stay out.
  public init(_ record: Trace.PolicyRecord) {
    self.init(tier: Tier(rawValue: record.tier))
    for id in record.allow { if let rule = Rule(id: id) { allow(rule) } }
    for id in record.deny { if let rule = Rule(id: id) { deny(rule) } }
  }
}
