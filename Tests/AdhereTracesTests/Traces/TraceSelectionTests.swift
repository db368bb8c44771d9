import AdhereJudging
import AdherePlatform
import AdhereTraces
import Testing

/// Every condition holds by itself, and all of them together.
@Suite struct TraceSelectionTests {
  private let trace = {
    var trace = Trace(
      id: "a", time: Timestamp(milliseconds: 1000), surface: .tool, raw: .none, outcome: .invalid)
    trace.provider = "p"
    trace.model = "m"
    trace.session = "s"
    trace.calls = [ToolCall(name: "f", arguments: [])]
    trace.repairs = [RepairRecord(rule: "r", tier: "safe", span: 0..<0, before: [], after: [])]
    trace.violations = [
      ViolationRecord(
        instancePath: "/a", schemaPath: "#/type", keyword: "type", params: [], message: "")
    ]
    return trace
  }()

  @Test func `no condition holds for every trace`() { #expect(TraceSelection().holds(trace)) }

  @Test func `each condition selects and rejects`() {
    let conditions:
      [(held: (inout TraceSelection) -> Void, broken: (inout TraceSelection) -> Void)] = [
        ({ $0.provider = "p" }, { $0.provider = "" }), ({ $0.model = "m" }, { $0.model = "n" }),
        ({ $0.tool = "f" }, { $0.tool = "" }), ({ $0.session = "s" }, { $0.session = "t" }),
        ({ $0.outcomes = [.valid, .invalid] }, { $0.outcomes = [] }),
        ({ $0.rule = "r" }, { $0.rule = "q" }), ({ $0.keyword = "type" }, { $0.keyword = "enum" }),
        (
          { $0.since = Timestamp(milliseconds: 1000) }, { $0.since = Timestamp(milliseconds: 1001) }
        ),
        (
          { $0.before = Timestamp(milliseconds: 1001) },
          { $0.before = Timestamp(milliseconds: 1000) }
        ),
      ]
    var all = TraceSelection()
    for (held, broken) in conditions {
      var selection = TraceSelection()
      held(&selection)
      held(&all)
      #expect(selection.holds(trace), "\(selection)")
      broken(&selection)
      #expect(!selection.holds(trace), "\(selection)")
    }
    #expect(all.holds(trace))
  }

  @Test func `a trace without names has the empty ones`() {
    var bare = Trace(
      id: "a", time: Timestamp(milliseconds: 0), surface: .json, raw: .none, outcome: .valid)
    var selection = TraceSelection()
    (selection.provider, selection.model, selection.tool) = ("", "", "")
    #expect(selection.holds(bare))
    bare.model = "m"
    #expect(!selection.holds(bare))
  }
}
