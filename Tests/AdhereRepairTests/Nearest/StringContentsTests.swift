import AdhereSchema
import AdhereJSON
import Testing

@testable import AdhereRepair

/// What a string holds says which marks at its edge are its own.
@Suite struct StringContentsTests {
  private func repair(_ text: String, _ schema: String = "{}") throws -> RepairResult {
    let compiled = try CompiledSchema(JSONDocument(bytes(schema)))
    return withPadded(text) { text, count in
      OutputRepair(.value(compiled), policy: Policy(tier: .safe)).run(padded: text, count: count)
    }
  }

  @Test(arguments: [
    (#"{"text":"a \"fine\","b":1}"#, #"{"text":"a \"fine\"","b":1}"#),
    (#"{"path":"C:\dir\","b":1}"#, #"{"path":"C:\\dir\\","b":1}"#),
    (#"{"sql":"where x = 'y', "b":1}"#, #"{"sql":"where x = 'y'", "b":1}"#),
    (#"{"sql":"all', "b":1}"#, #"{"sql":"all", "b":1}"#),
    (#"{"city":"Oslo","low"-:3.5}"#, nil),
    (#"{"id":7"f3a","b":1}"#, #"{"id":"7f3a","b":1}"#),
  ])
  func `a quote belongs to the string that has the other one`(_ text: String, _ json: String?)
    throws
  {
    let result = try repair(text)
    #expect(result.json?.string == json || json == nil && result.verdict != .repaired, "\(text)")
  }

  @Test(arguments: [
    "{\"code\":\"function f() {\\n  return 1;\\n}", "{\"a\":{\"code\":\"if (x) { y(); }}",
    "[\"a[1]", "{'code':'f(x) {y}",
  ])
  func `the last bracket of a text that was cut off closes its string's own`(_ text: String) throws
  {
    #expect(try repair(text).verdict != .repaired)
  }

  @Test func `a text that was cut off behind a string that ends in a bracket is cut off`() throws {
    let result = try repair("{\"path\":\"a.js\",\"code\":\"if (a) {\\n  go();\\n}\"")
    #expect(result.verdict == .truncated)
  }

  @Test(arguments: [
    #"[{"text":["ok] done"}]"#, #"{"rows":[[1,2],[3,4],]],"unit":"px"}"#,
    #"{"path": "a.tx: "a.txt", "b": 1}"#, #"{"to": "a@b.org"=, "b": 1}"#,
    #"{"options":["a":"first"]}"#, #"{"options":["a":"first","b":"second"]}"#,
    #"{"pattern": r"abc"}"#, #"{"pattern": u"abc"}"#, #"{"pattern": f"abc {x}"}"#,
    #"{"content": "say \\"hi\\" now"}"#,
  ])
  func `two readings that are as near are none`(_ text: String) throws {
    #expect(try repair(text).verdict == .unreadable, "\(text)")
  }

  @Test(arguments: [
    (#"{"pattern": r"\d+\s"}"#, #"{"pattern": "\\d+\\s"}"#),
    (#"{"a": u"abc", "b": u"x"}"#, #"{"a": "abc", "b": "x"}"#),
    ("{'pattern': r'abc'}", #"{"pattern": "abc"}"#),
    (#"["red":"green","blue"]"#, #"["red","green","blue"]"#),
  ])
  func `what else the text says decides`(_ text: String, _ json: String) throws {
    let result = try repair(text)
    #expect(result.verdict == .repaired)
    #expect(result.json?.string == json)
  }
}
