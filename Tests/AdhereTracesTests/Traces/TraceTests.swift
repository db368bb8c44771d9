import AdherePlatform
import AdhereTraces
import AdhereJSON
import AdhereRepair
import Testing

@testable import AdhereJudging

/// A trace comes back from its line as it was.
@Suite struct TraceTests {
  // The laws have a type of this name too.

  private func line(_ trace: Trace) -> String {
    var writer = JSONWriter()
    writer.append(trace)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test func `every field comes back`() throws {
    let trace = try FullTrace.make()
    let text = line(trace)
    #expect(try Trace(json: Array(text.utf8)) == trace)
    #expect(!text.contains("\n"))
    for part in ["{\"run\": 1.50}", "1e400", "12345678901234567890", "\"region\":{\"a\" : 1.00}"] {
      #expect(text.contains(part), "\(part)")
    }
  }

  @Test func `a reason comes back with the readings that stood against it`() throws {
    let edit = RepairRecord(
      rule: "missing-comma", tier: "lossless", span: 4..<4, before: [], after: Array(",".utf8))
    var trace = Trace(
      id: "a", time: Timestamp(milliseconds: 0), surface: .json, raw: .text(Array("{".utf8)),
      outcome: .unreadable)
    trace.reason = ReasonRecord(
      code: "a-code-of-later", message: "two readings", span: 4..<9, call: 1, help: "a schema",
      rule: "no-rule",
      rivals: [.init(cost: 1.05, value: Array("{\"a\":".utf8), why: "conforms", edits: [edit])])
    #expect(try Trace(json: Array(line(trace).utf8)) == trace)
    #expect(line(trace).contains(#""rivals":[{"cost":1.050,"value":"{\"a\":","why":"conforms""#))
    trace.reason = nil
    #expect(!line(trace).contains("reason"))
    #expect(try Trace(json: Array(line(trace).utf8)) == trace)
  }

  @Test func `a judgement's reason is taken over`() throws {
    var trace = try FullTrace.make()
    #expect(trace.reason?.code == "nonconforming" || trace.outcome.isSuccess)
    trace.take(Contract(any: .json).judge(Output(text: "[1")))
    #expect(trace.outcome == .truncated && trace.reason?.code == "cut-off")
    trace.take(Contract(any: .json).judge(Output(text: "[1]")))
    #expect(trace.reason == nil)
  }

  @Test func `bytes that are not UTF-8 come back`() throws {
    for raw: [UInt8] in [[0xFF], [0xC3, 0x28, 0x00], [0xED, 0xA0, 0x80], Array("é\n".utf8), []] {
      let trace = Trace(
        id: "a", time: Timestamp(milliseconds: 0), surface: .json, raw: .text(raw),
        outcome: .unreadable)
      #expect(try Trace(json: Array(line(trace).utf8)) == trace)
    }
  }

  @Test func `arguments come back as they were, JSON or not`() throws {
    for text in ["{\"a\": 1.10}", "[1]", "{broken", "", "\"text\"", "5", "null", "abc"] {
      var trace = Trace(
        id: "a", time: Timestamp(milliseconds: 0), surface: .tool, raw: .none, outcome: .invalid)
      trace.calls = [ToolCall(name: "f", arguments: Array(text.utf8))]
      #expect(try Trace(json: Array(line(trace).utf8)) == trace, "\(text)")
    }
  }

  @Test func `what is wrong with a line is named`() throws {
    func message(_ text: String) -> String {
      do throws(TraceError) {
        _ = try Trace(json: Array(text.utf8))
        return ""
      } catch {
        return error.message
      }
    }
    let head = #"{"trace":1,"id":"a","time":"2026-11-21T00:00:00Z","surface":"json""#
    #expect(message("{").hasPrefix("not JSON: "))
    #expect(message("[]") == "a trace is a JSON object")
    #expect(message("{}").contains("`trace`"))
    #expect(message(#"{"trace":2}"#).contains("version 2"))
    #expect(message(#"{"trace":1}"#) == "`id` is missing")
    #expect(message(#"{"trace":1,"id":"a","time":"today"}"#).contains("`time` must be a time"))
    #expect(message(head + "}") == "`outcome` must be there")
    #expect(message(head + #","outcome":"good"}"#).contains("not \"good\""))
    #expect(
      message(head + #","outcome":"valid","repairs":[{"span":[2,1]}]}"#).contains("repairs/0/span"))
    #expect(message(head + #","outcome":"valid","occurrences":0}"#).contains("`occurrences`"))
    #expect(message(head + #","outcome":"valid","raw":5}"#).contains("`raw`"))
  }

  @Test func `no prefix of a line is taken for a trace`() throws {
    let text = Array(line(try FullTrace.make()).utf8)
    for end in 0..<text.count {
      #expect(throws: TraceError.self) { try Trace(json: Array(text[..<end])) }
    }
  }

  @Test func `the fingerprint counts what was asked and answered`() throws {
    let trace = try FullTrace.make()
    var same = trace
    same.id = "other"
    same.time = Timestamp(milliseconds: 0)
    same.outcome = .valid
    same.occurrences = 9
    #expect(same.fingerprint == trace.fingerprint)
    #expect(trace.fingerprint.count == 32)
    let changes: [(inout Trace) -> Void] = [
      { $0.model = "b" }, { $0.model = nil }, { $0.provider = "b" }, { $0.raw = .none },
      { $0.raw = .calls(json: Array("[]".utf8)) }, { $0.finishReason = nil },
      { $0.request.prompt = nil }, { $0.request.tools = $0.request.schema }, { $0.surface = .tool },
    ]
    for change in changes {
      var other = trace
      change(&other)
      #expect(other.fingerprint != trace.fingerprint)
    }
  }

  @Test func `a policy is said in the shortest way`() {
    #expect(Trace.PolicyRecord(.none) == Trace.PolicyRecord(tier: "none"))
    #expect(Trace.PolicyRecord(.init(tier: .lossless)) == Trace.PolicyRecord(tier: "lossless"))
    #expect(Trace.PolicyRecord(.init(tier: .guess)) == Trace.PolicyRecord(tier: "guess"))
    var policy = Contract(any: .json).policy
    policy.allow(.dropUnknown)
    policy.deny(.stripFence)
    #expect(
      Trace.PolicyRecord(policy)
        == Trace.PolicyRecord(tier: "safe", allow: ["drop-unknown"], deny: ["strip-fence"]))
  }
}
