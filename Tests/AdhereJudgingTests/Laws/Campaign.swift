import AdhereTestSupport
import AdhereJudging
import Foundation
import AdhereRepair
import Testing

/// Asks a law about many outputs: generated ones, mutated ones, under all policies.
///
/// `ADHERE_MUTATIONS` sets how many there are in all laws together (default 10,000, as many as a
/// build without optimization judges in minutes; `.ci/check-laws` asks a million),
/// `ADHERE_SEED` where the sequence begins. A failure prints the seed and the smallest output
/// that still shows it.
struct Campaign {
  var law: any Law.Type
  /// Part of all outputs that this law gets.
  var share: Double
  /// How many mutations an output gets.
  var mutations: ClosedRange<Int>

  static let seed = environment("ADHERE_SEED") ?? 20_241_121
  static let total = Int(environment("ADHERE_MUTATIONS") ?? 10_000)

  static func count(share: Double) -> Int { max(50, Int(Double(total) * share)) }

  private static func environment(_ name: String) -> UInt64? {
    ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) }
  }

  func run() {
    var random = SplitMix64(Campaign.seed, law.name)
    var report = Report(law: law.name)
    var remaining = Campaign.count(share: share)
    var previous: [UInt8] = []
    while remaining > 0, report.failures.count < 5 {
      let sample = Sample.make(&random)
      // One contract serves several outputs: reading a schema costs more than judging a text.
      for _ in 0..<min(remaining, 25) {
        remaining -= 1
        let amount = mutations.lowerBound + random.below(mutations.count)
        let trial = sample.trial(
          policy: Policies.random(&random), mutated: amount, splice: previous, &random)
        if case .text(let text) = trial.output.raw, random.one(in: 4) { previous = text }
        report.add(trial, law.problem(trial), shrink: { law.problem($0) })
      }
    }
    report.end()
  }
}

/// Policies of every kind: tiers, and single rules switched on or off.
enum Policies {
  static func random(_ random: inout SplitMix64) -> Policy {
    switch random.below(10) {
    case 0: return .none
    case 1: return Policy(tier: .lossless)
    case 2, 3: return Policy(tier: .guess)
    case 4, 5:
      var policy = Policy(tier: random.pick([nil, .lossless, .safe, .guess]))
      for _ in 0..<(1 + random.below(6)) {
        let rule = random.pick(Rule.allCases)
        if random.one(in: 2) { policy.allow(rule) } else { policy.deny(rule) }
      }
      return policy
    default: return Policy()
    }
  }
}

/// Gathers what a law says, and fails the test with the smallest outputs that show it.
struct Report {
  let law: String
  var count = 0
  var outcomes: [String: Int] = [:]
  var failures: [String] = []

  init(law: String) { self.law = law }

  mutating func add(_ trial: Trial, _ problem: String?, shrink: ((Trial) -> String?)? = nil) {
    count += 1
    if count.isMultiple(of: 16) {
      outcomes[trial.judged().outcome.rawValue, default: 0] += 1
    }
    guard let problem, failures.count < 5 else { return }
    var trial = trial
    var last = problem
    if let shrink { (trial, last) = Shrinker.shrink(trial, problem, shrink) }
    failures.append(
      """
      \(last)
        output: \(trial.shown)
        contract: \(trial.terms.text)
        permits: \(trial.terms.contract.policy.name)
      """)
  }

  func end() {
    let mix = outcomes.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value * 16)" }
    print(
      "law \(law): \(count) outputs, seed \(Campaign.seed); about "
        + mix.joined(separator: ", "))
    for failure in failures { Issue.record("\(law): \(failure)") }
  }
}

extension Policy {
  /// The tier, with the rules that differ from it.
  fileprivate var name: String {
    let tiers: [(String, Policy)] = [
      ("none", .none), ("lossless", Policy(tier: .lossless)), ("safe", Policy()),
      ("guess", Policy(tier: .guess)),
    ]
    func difference(_ other: Policy) -> [String] {
      Rule.allCases.filter { permits($0) != other.permits($0) }
        .map { (permits($0) ? "+" : "-") + $0.id }
    }
    let nearest = tiers.min { difference($0.1).count < difference($1.1).count }!
    return ([nearest.0] + difference(nearest.1)).joined(separator: " ")
  }
}
