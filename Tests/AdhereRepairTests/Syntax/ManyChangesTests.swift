import AdhereJSON
import AdhereSchema
import Testing

@testable import AdhereRepair

/// Texts that are broken in more places than are mended.
@Suite struct ManyChangesTests {
  private static func judge(_ text: String, _ schema: String = "{}") throws -> RepairResult {
    let compiled = try CompiledSchema(JSONDocument(bytes(schema)))
    return withPadded(text) { text, count in
      OutputRepair(.value(compiled), policy: Policy(tier: .guess)).run(padded: text, count: count)
    }
  }

  @Test(arguments: [
    "[" + String(repeating: "'a',", count: 600_000) + "1]",
    "[\"" + String(repeating: "\t", count: 1_200_000) + "\"]",
    "{" + String(repeating: "\\\"a\\\":1,", count: 600_000) + "}",
  ])
  func `are refused, and say why`(_ text: String) throws {
    let result = try ManyChangesTests.judge(text)
    #expect(result.verdict == .unreadable)
    #expect(result.reason?.code == .tooManyEdits)
  }

  @Test func `a run of one mark is one change`() throws {
    let result = try ManyChangesTests.judge("[1" + String(repeating: ",", count: 1_200_000) + "]")
    #expect(result.verdict == .repaired)
    #expect(result.json == Array("[1]".utf8))
    #expect(result.repairs.count <= 2)
  }

  @Test func `a value that is wrong in too many places is not aligned`() throws {
    let text = "[" + String(repeating: #""1","#, count: 300_000) + "1]"
    let schema = #"{"type":"array","items":{"type":"number"}}"#
    #expect(try ManyChangesTests.judge(text, schema).verdict == .invalid)
  }
}
