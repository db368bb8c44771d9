import AdhereTestSupport
import AdhereJudging
import AdhereSchema
import AdhereJSON
import AdhereRepair
import Testing

/// Law 6: numbers keep their digits, strings and key order stay, wherever no repair touched
/// them.
enum NothingRewritten: Law {
  static let name = "nothing rewritten"

  /// Without knowing what was meant: every number, and every string without an escape, that is
  /// emitted from bytes no repair touched is written as it stands in the raw text, in its order.
  static func problem(_ trial: Trial) -> String? {
    let judgement = trial.judged()
    guard let value = judgement.value, case .text(let raw) = trial.output.raw else { return nil }
    var kept: [Range<Int>] = []
    var position = 0
    for repair in judgement.repairs {
      guard repair.span.lowerBound >= position else { return nil }
      kept.append(position..<repair.span.lowerBound)
      position = repair.span.upperBound
    }
    kept.append(position..<raw.count)
    // The kept bytes stand in what is emitted, one piece after another.
    var at = 0
    for piece in kept where !piece.isEmpty {
      let bytes = raw[piece]
      guard let found = find(bytes, in: value, from: at) else {
        return "bytes that no repair touched are not emitted: \(Array(bytes).shown)"
      }
      at = found + bytes.count
    }
    return nil
  }

  private static func find(_ bytes: ArraySlice<UInt8>, in text: [UInt8], from: Int) -> Int? {
    guard text.count - from >= bytes.count else { return nil }
    for i in from...(text.count - bytes.count)
    where text[i] == bytes.first! && text[i..<(i + bytes.count)] == bytes {
      return i
    }
    return nil
  }

  /// Knowing what was meant: the value, written in another notation, comes back as it was.
  static func problem(_ trial: Trial, meant: JSONTree) -> String? {
    let judgement = trial.judged()
    guard judgement.outcome == .valid || judgement.outcome == .repaired else {
      return "is \(judgement.outcome): \(judgement.violations.map(\.message))"
    }
    guard let emitted = judgement.emitted, let tree = JSONTree(emitted) else {
      return "emits what is no JSON"
    }
    return tree == meant ? nil : "meant \(meant.json), emitted \(tree.json)"
  }
}

@Suite struct NothingRewrittenTests {
  @Test(.timeLimit(.minutes(40))) func `bytes that no repair touched are emitted`() {
    Campaign(law: NothingRewritten.self, share: 0.05, mutations: 0...3).run()
  }

  @Test(.timeLimit(.minutes(40))) func `a value in another notation comes back as it was`() {
    var random = SplitMix64(Campaign.seed, "values")
    var report = Report(law: "nothing rewritten (values)")
    for _ in 0..<Campaign.count(share: 0.10) {
      let sample = Sample.makeJSON(&random)
      let text = Notation.render(sample.tree, &random)
      let trial = sample.trial(output: Output(.text(Array(text.utf8))))
      report.add(trial, NothingRewritten.problem(trial, meant: sample.tree))
    }
    report.end()
  }

  @Test(.timeLimit(.minutes(40))) func `calls in another notation come back as they were`() {
    var random = SplitMix64(Campaign.seed, "calls")
    var report = Report(law: "nothing rewritten (calls)")
    for _ in 0..<Campaign.count(share: 0.07) {
      let sample = Sample.makeTools(&random)
      let text = Programs.render(sample, &random)
      let trial = sample.trial(output: Output(.text(Array(text.utf8))))
      report.add(trial, NothingRewritten.problem(trial, meant: sample.tree))
    }
    report.end()
  }

  @Test func `the checker sees a broken law`() throws {
    let text = "{'a':1.10,'b':'x',}"
    try BrokenJudge.expectCaught(by: NothingRewritten.self, on: text) { judgement in
      judgement.value = Array("{\"a\":1.1,\"b\":\"x\"}".utf8)
    }
    try BrokenJudge.expectCaught(by: NothingRewritten.self, on: text) { judgement in
      judgement.value = Array("{\"b\":\"x\",\"a\":1.10}".utf8)
    }
    let trial = Trial(Trial.Terms(any: .json), Array(text.utf8))
    let meant = JSONTree(Array("{\"a\":1.10,\"b\":\"x\"}".utf8))!
    #expect(NothingRewritten.problem(trial, meant: meant) == nil)
    let other = JSONTree(Array("{\"a\":1.1,\"b\":\"x\"}".utf8))!
    #expect(NothingRewritten.problem(trial, meant: other) != nil)
  }
}
