import Testing

@testable import AdhereRepair

/// Calls of offered tools in the arguments of something else.
@Suite struct ForeignArgumentTests {
  private static let call = #"{"name": "open_gate", "arguments": {"gate": "west"}}"#

  @Test(arguments: [
    "close(payload=\(call))", "close(5, \(call)", "close(data, \(call)", "close(r'x)', \(call))",
    "<|python_tag|>jobs.plan(payload=\(call)", "close(\(call), n=3)",
    #"close(open_gate(gate="west"))"#, #"close(a=[open_gate(gate="west")])"#,
    "```python\nrequests.post(\"http://x\", json=\(call))\n```",
  ])
  func `are not handed on as calls`(_ text: String) throws {
    #expect(try !readCalls(text).contains(#""west""#), "\(text)")
  }

  @Test(arguments: [
    #"open_gate(gate="west")"#, #"print(open_gate(gate="west"))"#,
    #"close(x)\#nopen_gate(gate="west")"#, #"For the keeper(who's out).\#nopen_gate(gate="west")"#,
    #"It takes O(n.\#nopen_gate(gate="west")"#,
  ])
  func `calls beside and what a program prints are`(_ text: String) throws {
    #expect(try readCalls(text.replacing(#"\#n"#, with: "\n")).contains(#""west""#), "\(text)")
  }

  @Test func `a parameter that is given twice has two values`() throws {
    #expect(try !readCalls("save_page('A', 'B', title='C')").contains("name"))
  }
}
