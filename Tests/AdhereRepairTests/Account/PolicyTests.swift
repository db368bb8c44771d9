import Testing

@testable import AdhereRepair

@Suite struct PolicyTests {
  @Test func `a tier permits its rules and those of the tiers before it`() {
    for tier in Tier.allCases {
      let policy = Policy(tier: tier)
      for rule in Rule.allCases { #expect(policy.permits(rule) == (rule.tier <= tier)) }
    }
    #expect(Rule.allCases.allSatisfy { !Policy.none.permits($0) })
    #expect(!Policy.none.repairs)
  }

  @Test func `single rules are switched on and off`() {
    var policy = Policy(tier: .lossless)
    policy.allow(.fanOut)
    policy.deny(.comment)
    #expect(policy.permits(.fanOut))
    #expect(!policy.permits(RuleSet([.fanOut, .comment])))
    #expect(policy.permits(RuleSet()))
  }

  @Test func `without drops nothing that does not conform is left out`() {
    let policy = Policy(tier: .guess).withoutDrops
    #expect(!policy.permits(.dropInvalidItem) && !policy.permits(.dropInvalidOptional))
    #expect(policy.permits(.dropNull))
  }

  @Test func `a repair's tier is the highest of its rules`() {
    let repair = Repair(
      rule: .comment, with: [.stringToNumber], span: 0..<1, before: [], after: [])
    #expect(repair.tier == .safe)
  }
}
