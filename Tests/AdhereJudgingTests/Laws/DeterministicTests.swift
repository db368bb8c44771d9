import AdhereJudging
import AdhereTestSupport
import Dispatch
import Synchronization
import Testing

/// Law 2: same bytes, contract and policy give the same result.
enum Deterministic: Law {
  static let name = "deterministic"

  static func problem(_ trial: Trial) -> String? {
    let first = trial.judged().digest
    let second = trial.judged().digest
    return first == second ? nil : "judged twice:\n\(first)\n--- and then ---\n\(second)"
  }
}

@Suite struct DeterministicTests {
  @Test(.timeLimit(.minutes(40))) func `the same bytes give the same result`() {
    Campaign(law: Deterministic.self, share: 0.10, mutations: 0...4).run()
  }

  @Test func `a contract that is read anew and other threads change nothing`() throws {
    var random = SplitMix64(Campaign.seed)
    for _ in 0..<40 {
      let sample = Sample.make(&random)
      let trial = sample.trial(policy: Policies.random(&random), mutated: 2, &random)
      let fresh = sample.trial(policy: trial.terms.contract.policy, output: trial.output)
      let expected = trial.judged().digest
      #expect(fresh.judged().digest == expected)
      let contract = trial.terms.contract
      let output = trial.output
      let others = Mutex<Set<String>>([])
      DispatchQueue.concurrentPerform(iterations: 4) { _ in
        let digest = contract.judge(output).digest
        _ = others.withLock { $0.insert(digest) }
      }
      #expect(others.withLock { $0 } == [expected])
    }
  }

  @Test func `the checker sees a broken law`() throws {
    var count = 0
    try BrokenJudge.expectCaught(by: Deterministic.self, on: "{'a':1}") { judgement in
      count += 1
      if count.isMultiple(of: 2) { judgement.repairs.reverse() }
    }
  }
}
