import AdhereTestSupport
import AdhereSchema
import AdhereJSON
import AdhereRepair
import Testing

/// The regression corpus: `corpus/*.jsonl`. ``CorpusCase`` says how a case is written.
@Suite struct CorpusTests {
  static let cases = Result { try CorpusCase.load() }

  private func cases(pending: Bool = false) throws -> [CorpusCase] {
    try CorpusTests.cases.get().filter { $0.isPending == pending }
  }

  @Test(.timeLimit(.minutes(40))) func `every case ends as it should and keeps the laws`() throws {
    for item in try cases() {
      for problem in try CorpusCheck.problems(item) { Issue.record("\(item): \(problem)") }
    }
  }

  @Test(.timeLimit(.minutes(40))) func `damaged cases keep the laws`() throws {
    let all = try CorpusTests.cases.get()
    let each = max(2, Campaign.count(share: 0.05) / all.count)
    for item in all {
      for problem in try CorpusCheck.problemsOfMutations(item, each) {
        Issue.record("\(item), damaged: \(problem)")
      }
    }
  }

  /// What should happen and does not yet: told, not failed.
  @Test func `pending cases`() throws {
    var waiting = 0
    for item in try cases(pending: true) {
      let problems = try CorpusCheck.problems(item)
      if problems.isEmpty {
        print("corpus: \(item) passes now and belongs into its group")
      } else {
        waiting += 1
        print("corpus: \(item): \(problems.joined(separator: "; "))")
      }
    }
    print("corpus: \(waiting) cases are pending")
  }

  @Test func `every case has the form of a case`() throws {
    let schema = try CompiledSchema(
      JSONDocument(try Repository.bytes("schemas/corpus-case.schema.json")))
    var names: Set<String> = []
    for item in try CorpusTests.cases.get() {
      let violations = item.document.withTape { schema.violations($0) }
      for violation in violations {
        Issue.record("\(item.group):\(item.line): \(violation.instancePath) \(violation.message)")
      }
      #expect(names.insert(item.name).inserted, "the name \(item.name) stands twice")
      if !item.isPending { #expect(item.rules != nil, "\(item): no repairs") }
    }
    #expect(names.count >= 400)
  }

  @Test func `every rule has its cases`() throws {
    let named = try CorpusTests.cases.get().map { item in
      (item, Set(item.rules ?? []))
    }
    for rule in Rule.allCases {
      let applies = named.count { $0.1.contains(rule.id) }
      #expect(applies >= 2, "\(rule.id) applies in \(applies) cases")
    }
  }
}
