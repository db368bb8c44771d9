import AdhereSchema
import AdhereJSON
import Testing

@testable import AdhereRepair

/// Which one of several values in a text is the answer.
@Suite struct SetApartTests {
  private static let schema = #"""
    {"type":"object","properties":{"answer":{"type":"string"}},"required":["answer"]}
    """#

  private func repair(_ text: String, _ schema: String = schema) throws -> RepairResult {
    let compiled = try CompiledSchema(JSONDocument(bytes(schema)))
    return withPadded(text) { text, count in
      OutputRepair(.value(compiled), policy: Policy(tier: .safe)).run(padded: text, count: count)
    }
  }

  private static let first = #"{"answer": "Paris"}"#
  private static let second = #"{"answer": "Rome"}"#

  @Test(arguments: [
    " or ", " and ", ", not ", " instead of ", " then ", "\nor\n", "\n\nCorrection:\n\n",
    "\n\nWait, that is wrong. The right one:\n\n", "\n\nActually it should be ", "\n\nDifféré :\n",
  ])
  func `a second value is not left out`(_ between: String) throws {
    #expect(try repair(Self.first + between + Self.second).verdict == .unreadable)
    #expect(
      try repair("```json\n\(Self.first)\n```" + between + Self.second).verdict == .unreadable)
    let list = try repair("[1, 2]\(between)[3]", #"{"type":"array"}"#)
    #expect(list.verdict == .unreadable, "\(between)")
  }

  @Test(arguments: [
    "\(first)\n\nThe form is that of the example \(second) you gave.",
    "\(first)\nI did not take \(second), which the page also mentions.",
    "```json\n\(first)\n```\nNote that \(second) would have been wrong.",
    "As in \(second), but for another town:\n```json\n\(first)\n```",
  ])
  func `what a sentence speaks of is no answer`(_ text: String) throws {
    let result = try repair(text)
    #expect(result.verdict == .repaired)
    #expect(result.json?.string == Self.first, "\(text)")
  }

  @Test(arguments: [
    "What you asked for \"Rome\":\n\n\(first)",
    "You said: \"make it short\":\n\(first)",
  ])
  func `a quotation before a colon is no key`(_ text: String) throws {
    #expect(try repair(text).json?.string == Self.first, "\(text)")
  }

  @Test(arguments: [
    #""sql": "select 1", "params": {"answer": "x"}｝"#, #"text, "params": {"answer": "x"}"#,
    #"name: Bob, active: true "address": {"answer": "x"}"#,
  ])
  func `a member's value is not the whole`(_ text: String) throws {
    #expect(try repair(text).verdict != .repaired)
  }
}
