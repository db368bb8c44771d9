import AdhereJSON
import AdhereSchema
import Testing

@testable import AdhereRepair

/// Every result that fails says why, where, and what would help.
@Suite struct FailureReasonTests {
  private static let schema = try! CompiledSchema(
    JSONDocument(
      bytes(
        #"""
        {"type":"object","properties":{"size":{"type":"integer"}},"required":["size"],
         "additionalProperties":false}
        """#)))

  private static let tools = try! {
    let document = try JSONDocument(
      bytes(
        #"""
        [{"name":"open_gate","parameters":{"type":"object","properties":{"gate":{"type":"integer"}},
          "required":["gate"]}}]
        """#))
    let table = ToolTable(document)
    return OfferedTools(
      table, schemas: try table.tools.map { try CompiledSchema(document, at: $0.schema!) })
  }()

  private func value(_ text: String, _ policy: Policy = Policy()) -> RepairResult {
    withPadded(text) {
      OutputRepair(.value(Self.schema), policy: policy).run(padded: $0, count: $1)
    }
  }

  private func calls(_ text: String, _ policy: Policy = Policy()) -> RepairResult {
    withPadded(text) {
      OutputRepair(.calls(Self.tools), policy: policy).run(padded: $0, count: $1)
    }
  }

  private func at(_ reason: Reason?, in text: String) -> String? {
    reason?.span.map { Array(Array(text.utf8)[$0]).string }
  }

  @Test func `what conforms has none`() {
    #expect(value(#"{"size":1}"#).reason == nil)
    #expect(value("{size:1,}").reason == nil)
    #expect(calls("open_gate(gate=1)").reason == nil)
  }

  @Test func `a violation is shown where it stands in the raw text`() {
    let text = "Well: {'size': 'big',}"
    let reason = value(text).reason
    #expect(reason?.code == .nonconforming)
    #expect(reason?.message == "/size must be integer")
    #expect(at(reason, in: text) == "'big'")
    #expect(reason?.rule == nil)
  }

  @Test func `a rule that would mend it is named and not used`() {
    let result = value(#"{"size":1,"colour":2}"#)
    #expect(result.verdict == .invalid && result.repairs.isEmpty)
    #expect(result.reason?.rule == .dropUnknown)
    #expect(result.reason?.help == "--allow drop-unknown (a guess)")
    var policy = Policy()
    policy.deny(.stringToNumber)
    #expect(value(#"{"size":"4"}"#, policy).reason?.rule == .stringToNumber)
    #expect(value(#"{"size":"4"}"#, policy).reason?.code == .nonconforming)
    // Where outputs are only judged, none is searched for.
    #expect(value(#"{"size":"4"}"#, .none).reason?.rule == nil)
  }

  @Test func `a reading that the policy denies is no reading`() {
    var policy = Policy()
    policy.deny(.singleQuotes)
    let reason = value("{'size':1}", policy).reason
    #expect(reason?.code == .deniedRule && reason?.rule == .singleQuotes)
    #expect(calls("open_gate(gate=1)", Policy(tier: nil)).reason?.code == .deniedRule)
  }

  @Test func `nothing, and what breaks the notation`() {
    #expect(value("  ").reason?.code == .noValue)
    #expect(value("Not today.").reason?.code == .noValue)
    #expect(value("Not today.").reason?.rule == nil)
    let strict = value("{'size':1}", .none).reason
    #expect(strict?.code == .broken && strict?.span == 1..<2)
    #expect(calls("Not today.").reason?.code == .noValue)
    let broken = calls("open_gate(gate=door)").reason
    #expect(broken?.code == .brokenCall && broken?.span?.lowerBound == 0)
  }

  @Test func `a call that can be read, in the middle of a sentence`() {
    let call = #"<tool_call>{"name":"open_gate","arguments":{"gate":1}}</tool_call>"#
    let reason = calls("I never send \(call) at night.").reason
    #expect(reason?.code == .brokenCall && reason?.rule == .callInProse)
    #expect(reason?.message.contains("middle of a sentence") == true)
  }

  @Test func `a text that ends inside a value`() {
    let reason = value(#"{"size":1,"colour":["#).reason
    #expect(reason?.code == .cutOff && reason?.span?.upperBound == 20)
    #expect(value(#"{"size":12"#).reason?.rule == .closeTruncated)
    #expect(calls("open_gate(gate=").reason?.code == .cutOff)
  }

  @Test func `calls that came as calls say which of them failed`() {
    let repair = OutputRepair(.calls(Self.tools), policy: Policy())
    let good = FunctionCall(name: "open_gate", arguments: bytes(#"{"gate":1}"#))
    let result = repair.run([
      good, FunctionCall(name: "open_gate", arguments: bytes(#"{"gate":[]}"#)),
    ])
    #expect(result.verdict == .invalid)
    #expect(result.reason?.call == 1 && result.reason?.span == 8..<10)
    let unknown = repair.run([FunctionCall(name: "sing", arguments: bytes("{}")), good])
    #expect(unknown.reason?.code == .unknownTool && unknown.reason?.call == 0)
    let cut = repair.run([FunctionCall(name: "open_gate", arguments: bytes(#"{"gate":"#))])
    #expect(cut.reason?.code == .cutOff && cut.reason?.call == 0)
  }

  @Test func `no advice is sought for a long text`() {
    let text = #"{"size":1,"colour":""# + String(repeating: "x", count: Advice.longestText) + #""}"#
    #expect(value(text).reason?.code == .nonconforming)
    #expect(value(text).reason?.rule == nil)
  }
}
