#if Telemetry
  import AdhereJudging
  import AdhereTallies
  import AdhereTelemetry
  import CoreMetrics
  import InMemoryTracing
  import MetricsTestKit
  import Testing
  import Tracing

  /// What backends of swift-metrics and swift-distributed-tracing get to hear.
  @Suite(.serialized) struct TelemetryBridgeTests {
    /// There is one backend for a process.
    static let metrics: TestMetrics = {
      let metrics = TestMetrics()
      MetricsSystem.bootstrap(metrics)
      return metrics
    }()

    private let contract = try! Contract(
      schema: Array(
        #"{"type":"object","properties":{"n":{"type":"integer"}},"required":["n"]}"#.utf8))

    private func labels(_ model: String) -> [(String, String)] {
      [("provider", "p"), ("model", model), ("surface", "json"), ("tool", "")]
    }

    @Test func `judgements are counted and timed`() throws {
      let metrics = Self.metrics
      let telemetry = TelemetryBridge()
      let series = Series(provider: "p", model: "one", surface: .json)
      telemetry.record(contract.judge(Output(text: #"{"n":1}"#)), series)
      telemetry.record(
        contract.judge(Output(text: #"{"n":"1",}"#)), series, duration: .microseconds(7))
      telemetry.record(contract.judge(Output(text: "{}")), series)
      for outcome in ["valid", "repaired", "invalid"] {
        let counter = try metrics.expectCounter(
          "adhere_outputs_total", labels("one") + [("outcome", outcome)])
        #expect(counter.totalValue == 1, "\(outcome)")
      }
      let violations = try metrics.expectCounter(
        "adhere_violations_total", labels("one") + [("keyword", "required")])
      #expect(violations.totalValue == 1)
      // Each change counts: of a number in quotes, both quotes.
      for (rule, tier, count) in [
        ("trailing-comma", "lossless", 1), ("string-to-number", "safe", 2),
      ] {
        let repairs = try metrics.expectCounter(
          "adhere_repairs_total", labels("one") + [("rule", rule), ("tier", tier)])
        #expect(repairs.totalValue == count, "\(rule)")
      }
      #expect(try metrics.expectTimer("adhere_judge_duration_seconds").values.contains(7_000))
    }

    @Test func `values of labels are bounded`() throws {
      let metrics = Self.metrics
      let telemetry = TelemetryBridge()
      let judgement = contract.judge(Output(text: #"{"n":1}"#))
      for i in 0..<150 {
        telemetry.record(judgement, Series(provider: "p", model: "many-\(i)", surface: .json))
      }
      let other = try metrics.expectCounter(
        "adhere_outputs_total", labels("other") + [("outcome", "valid")])
      #expect(other.totalValue == 50)
    }

    @Test func `what a recorder counts is added, events too`() throws {
      let metrics = Self.metrics
      let telemetry = TelemetryBridge()
      var tallies = Tallies()
      let place = tallies.position(
        of: Tallies.Key(hour: 1, series: Series(provider: "p", model: "sum", surface: .json)))
      tallies.count(.repaired, times: 3, at: place)
      tallies.count(repair: "trailing-comma", tier: "lossless", times: 4, at: place)
      tallies.count(violation: "type", path: "/a", times: 2, at: place)
      tallies.count(violation: "type", path: "/b", at: place)
      tallies.count(.reask, provider: "p", reason: "invalid")
      tallies.count(.retry, provider: "p", reason: "503", times: 2)
      tallies.count(.abort, reason: "repetition")
      tallies.count(redaction: "email", times: 5)
      telemetry.add(tallies)
      func total(_ name: String, _ labels: [(String, String)]) throws -> Int64 {
        try metrics.expectCounter(name, labels).totalValue
      }
      #expect(try total("adhere_outputs_total", labels("sum") + [("outcome", "repaired")]) == 3)
      #expect(try total("adhere_violations_total", labels("sum") + [("keyword", "type")]) == 3)
      #expect(
        try total(
          "adhere_repairs_total",
          labels("sum") + [("rule", "trailing-comma"), ("tier", "lossless")]) == 4)
      #expect(try total("adhere_reasks_total", [("provider", "p")]) == 1)
      #expect(
        try total("adhere_upstream_retries_total", [("provider", "p"), ("reason", "503")]) == 2)
      #expect(try total("adhere_stream_aborts_total", [("reason", "repetition")]) == 1)
      #expect(try total("adhere_redactions_total", [("rule", "email")]) == 5)
    }

    @Test func `a span has the attributes and the event, and nothing of the output`() throws {
      let tracer = InMemoryTracer()
      let judgement = contract.judge(Output(text: #"{"n":"secret words"}"#))
      let series = Series(provider: "together", model: "m", surface: .json)
      tracer.withAnySpan("chat m") { span in span.record(judgement, series) }
      let span = try #require(tracer.finishedSpans.first)
      #expect(span.attributes.get("gen_ai.provider.name") == .string("together"))
      #expect(span.attributes.get("gen_ai.request.model") == .string("m"))
      #expect(span.attributes.get("gen_ai.output.type") == .string("json"))
      #expect(span.attributes.get("adhere.outcome") == .string("invalid"))
      #expect(span.attributes.get("adhere.violations") == .int64(1))
      let event = try #require(span.events.first)
      #expect(event.name == "gen_ai.evaluation.result")
      #expect(event.attributes.get("gen_ai.evaluation.name") == .string("adherence"))
      #expect(event.attributes.get("gen_ai.evaluation.score.value") == .double(0))
      #expect(event.attributes.get("gen_ai.evaluation.score.label") == .string("invalid"))
      #expect(event.attributes.get("gen_ai.evaluation.explanation") == .string("violates type"))
      var said = ""
      span.attributes.forEach { said += "\($0) \($1) " }
      event.attributes.forEach { said += "\($0) \($1) " }
      #expect(!said.contains("secret"))
    }
  }
#endif
