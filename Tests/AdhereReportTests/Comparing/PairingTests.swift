import AdhereJudging
import AdherePlatform
import AdhereTallies
import AdhereTraces
import Testing

@testable import AdhereReport

/// Outputs of two models by equal request.
@Suite struct PairingTests {
  private func trace(
    _ model: String, _ question: String, _ outcome: Outcome, times: Int = 1
  ) -> Trace {
    var trace = Trace(
      id: TraceID.make(at: Timestamp(hour: 490_000)), time: Timestamp(hour: 490_000),
      surface: .tool, raw: .text(Array("x".utf8)), outcome: outcome,
      request: Trace.Request(
        messages: Array(#"[{"role":"user","content":"\#(question)"}]"#.utf8),
        tools: Array(#"[{"name":"f"}]"#.utf8)))
    trace.model = model
    trace.occurrences = times
    return trace
  }

  @Test func `requests are equal by what they say, not by their spelling`() {
    let one = Trace.Request(messages: Array(#"[{"role":"user","content":"Hi"}]"#.utf8))
    let same = Trace.Request(messages: Array(#"[ {"content": "H\u0069", "role": "user"} ]"#.utf8))
    let other = Trace.Request(messages: Array(#"[{"role":"user","content":"Ho"}]"#.utf8))
    #expect(RequestKey(one) != nil && RequestKey(one) == RequestKey(same))
    #expect(RequestKey(one) != RequestKey(other))
    #expect(RequestKey(Trace.Request()) == nil)
    var tools = one
    tools.tools = Array("[]".utf8)
    #expect(RequestKey(one) != RequestKey(tools))
    var chosen = tools
    chosen.toolChoice = Array("\"required\"".utf8)
    #expect(RequestKey(chosen) != RequestKey(tools))
  }

  @Test func `answers meet by request, others are passed over`() throws {
    var pairing = try #require(Pairing("a", "b", by: .model))
    for (question, first, second): (String, Outcome, Outcome) in [
      ("1", .valid, .valid), ("2", .repaired, .noCall), ("3", .invalid, .repaired),
      ("4", .invalid, .unreadable),
    ] {
      pairing.add(trace("a", question, first))
      pairing.add(trace("b", question, second))
    }
    pairing.add(trace("a", "5", .valid))
    pairing.add(trace("c", "1", .invalid))
    pairing.add(trace("a", "1", .error))
    let result = pairing.result
    #expect(pairing.outputs.a == 5 && pairing.outputs.b == 4)
    #expect(result.requests == 4 && result.asItCame.pairs == 4)
    #expect(result.asItCame.both == 1 && result.asItCame.secondOnly == 1)
    #expect(result.afterRepair.both == 2 && result.afterRepair.secondOnly == 1)
    #expect(Pairing("a", "b", by: .day) == nil && Pairing("a", "b", by: .tool) == nil)
  }

  @Test func `of several answers to a request as many count as both have`() throws {
    var pairing = try #require(Pairing("a", "b", by: .model))
    pairing.add(trace("a", "1", .valid, times: 50))
    pairing.add(trace("a", "1", .invalid, times: 50))
    pairing.add(trace("b", "1", .valid, times: 5))
    pairing.add(trace("b", "1", .invalid, times: 5))
    let result = pairing.result
    #expect(result.asItCame.pairs == 10 && result.requests == 1)
    #expect(result.asItCame.first.count == 5 && result.asItCame.second.count == 5)
  }

  @Test(arguments: [2, 3, 4, 7, 10, 64])
  func `answers to one request meet by chance`(count: Int) throws {
    var pairing = try #require(Pairing("a", "b", by: .model))
    for number in 0..<400 {
      for model in ["a", "b"] {
        pairing.add(trace(model, "\(number)", .valid, times: count / 2))
        pairing.add(trace(model, "\(number)", .invalid, times: count - count / 2))
      }
    }
    let pairs = pairing.result.asItCame
    let half = Double(count / 2) / Double(count)
    #expect(pairs.pairs == 400 * count)
    #expect(abs(Double(pairs.both) / Double(pairs.pairs) - half * half) < 0.04, "\(pairs)")
  }

  @Test func `shares of chosen traces need a trace of every output`() {
    var (counted, chosen) = (Tallies(limit: .max), Tallies(limit: .max))
    var coverage = TraceCoverage()
    for (number, outcome) in [Outcome.valid, .valid, .invalid].enumerated() {
      let trace = trace("a", "\(number)", outcome)
      counted.count(trace)
      coverage.add(trace)
      if number > 0 { chosen.count(trace) }
    }
    func gap() -> TraceCoverage.Gap? {
      coverage.gap(
        of: Report(chosen, by: .model, since: nil, top: 0),
        in: Report(counted, by: .model, since: nil, top: 0))
    }
    #expect(gap() == nil)
    counted.count(trace("other", "7", .valid))
    #expect(gap() == nil)
    counted.count(trace("a", "8", .valid))
    #expect(gap() == TraceCoverage.Gap(name: "a", counted: 4, kept: 3))
  }

  @Test func `a comparison says how it was made out`() throws {
    var pairing = try #require(Pairing("a", "b", by: .model))
    for number in 0..<40 {
      pairing.add(trace("a", "\(number)", number < 38 ? .valid : .invalid))
      pairing.add(trace("b", "\(number)", number < 10 ? .valid : .repaired))
    }
    func row(_ name: String, _ outcomes: [Outcome: Int]) -> Report.Row {
      Report.Row(name: name, outcomes: outcomes, repairsByTier: [:])
    }
    let a = row("a", [.valid: 38, .invalid: 2])
    let b = row("b", [.valid: 10, .repaired: 30])
    let paired = Comparison(a, b, pairing: pairing.result)
    #expect(
      paired.sentence.hasPrefix(
        "Outputs of a conform more often than those of b as they come, by 70.0 points (95.0 % "
          + "against 25.0 % of 40 pairs, 95 % interval of the difference +"))
    #expect(paired.sentence.contains("McNemar's p < 0.001"))
    let apart = Comparison(a, b, unpaired: "why")
    #expect(apart.pairing == nil && apart.sentence.hasSuffix("\nNot paired by request: why."))
    #expect(paired.calls == nil)
    var talking = a
    talking.outcomes[.noCall] = 10
    talking.reasons["unknown-tool"] = 1
    #expect(
      Comparison(talking, b).calls?.hasPrefix(
        "Of a, 20.0 % called no tool, 2.0 % called one that was not asked for, 0.0 % hold") == true)
  }
}
