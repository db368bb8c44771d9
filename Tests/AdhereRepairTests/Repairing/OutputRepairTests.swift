import AdhereJSON
import AdhereSchema
import Testing

@testable import AdhereRepair

@Suite struct OutputRepairTests {
  private static func tools() throws -> OfferedTools {
    let document = try JSONDocument(
      bytes(
        #"""
        [{"name":"get_time","parameters":{"type":"object","properties":{"city":{"type":"string"},
        "zone":{"type":"integer"}},"required":["city"]}}]
        """#))
    let table = ToolTable(document)
    return OfferedTools(
      table, schemas: try table.tools.map { try CompiledSchema(document, at: $0.schema!) })
  }

  private func run(_ text: String, _ terms: OutputRepair.Terms, _ tier: Tier? = .safe)
    -> RepairResult
  {
    withPadded(text) { OutputRepair(terms, policy: Policy(tier: tier)).run(padded: $0, count: $1) }
  }

  @Test func `values: valid, repaired, invalid, unreadable, truncated`() throws {
    let schema = try CompiledSchema(
      JSONDocument(bytes(#"{"type":"object","required":["a"]}"#)))
    let cases: [(String, RepairVerdict)] = [
      (#"{"a":1}"#, .valid), ("{a:1}", .repaired), ("{}", .invalid), ("no", .unreadable),
      ("{\"a\":[1", .truncated),
    ]
    for (text, verdict) in cases {
      #expect(run(text, .value(schema)).verdict == verdict, "\(text)")
    }
    #expect(run("{a:1}", .value(schema), nil).verdict == .unreadable)
  }

  @Test func `calls in a text: valid, repaired, invalid, text`() throws {
    let terms = OutputRepair.Terms.calls(try OutputRepairTests.tools())
    let valid = #"[{"name":"get_time","arguments":{"city":"Oslo"}}]"#
    #expect(run(valid, terms).verdict == .valid)
    let call = FunctionCall(name: "get_time", arguments: bytes(#"{"city":"Oslo"}"#))
    #expect(run(valid, terms).calls == [call])
    let repaired = run("get_time(city='Oslo')", terms)
    #expect(repaired.verdict == .repaired)
    #expect(repaired.calls == [call])
    #expect(run("get_time(zone=1)", terms).verdict == .invalid)
    #expect(run("It is noon.", terms).verdict == .text)
    #expect(run("get_time(city=x)", terms).verdict == .unreadable)
  }

  @Test func `native calls take the same rules`() throws {
    let repair = OutputRepair(
      .calls(try OutputRepairTests.tools()), policy: Policy(tier: .guess))
    let result = repair.run([
      FunctionCall(name: "getTime", arguments: bytes(#"{"city":"Oslo","zone":"1"}"#)),
      FunctionCall(name: "get_time", arguments: bytes(#"{"city":["Rome","Bern"]}"#)),
      FunctionCall(name: "unknown", arguments: bytes("{}")),
    ])
    #expect(result.verdict == .repaired)
    #expect(
      result.calls?.map(\.arguments.string) == [
        #"{"city":"Oslo","zone":1}"#, #"{"city":"Rome"}"#, #"{"city":"Bern"}"#,
      ])
    #expect(
      result.repairs.map(\.rule) == [
        .toolName, .stringToNumber, .stringToNumber, .fanOut, .dropUnknownCall,
      ])
    #expect(result.repairs.map(\.call) == [0, 0, 0, 1, 2])
  }

  @Test func `a native call of a tool that was not offered is invalid`() throws {
    let repair = OutputRepair(.calls(try OutputRepairTests.tools()), policy: Policy())
    let result = repair.run([FunctionCall(name: "unknown", arguments: bytes("{}"))])
    #expect(result.verdict == .invalid)
    #expect(result.callResults.map(\.isOffered) == [false])
  }

  @Test func `repeated native calls are left out where the policy says so`() throws {
    let repair = OutputRepair(
      .calls(try OutputRepairTests.tools()), policy: Policy(tier: .guess))
    let result = repair.run([
      FunctionCall(name: "get_time", arguments: bytes(#"{"city":"Oslo"}"#)),
      FunctionCall(name: "get_time", arguments: bytes(#"{'city':'Oslo'}"#)),
    ])
    #expect(result.calls?.count == 1)
    #expect(result.repairs.map(\.rule) == [.dropRepeatedCall])
  }

  @Test func `the beginning of a stream is read as far as it goes`() throws {
    let repair = OutputRepair(.value(nil), policy: Policy())
    let part = withPadded(#"{"a":"x","b"#) { repair.runPartial(padded: $0, count: $1) }
    #expect(part.verdict == .truncated)
    #expect(part.json?.string == #"{"a":"x"}"#)
    let whole = withPadded(#"{"a":1}"#) { repair.runPartial(padded: $0, count: $1) }
    #expect(whole.verdict == .valid)
  }
}
