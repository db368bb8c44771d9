import AdhereJSON
import AdhereSchema
import Foundation
import Testing

@testable import AdhereTraining

/// Test cases of promptfoo.
@Suite struct PromptfooTests {
  /// What promptfoo's published schema (promptfoo.dev/config-schema.json, read 2026-11-30) says of a
  /// test case, as far as ours use it.
  private static let schema =
    #"{"type":"object","additionalProperties":false,"required":["vars","assert"],"properties":{"description":{"type":"string"},"vars":{},"assert":{"type":"array","items":{"type":"object","required":["type"],"additionalProperties":false,"properties":{"type":{"enum":["is-json","equals","javascript"]},"value":{},"metric":{"type":"string"},"transform":{"type":"string"}}}},"options":{"type":"object","properties":{"disableVarExpansion":{"type":"boolean"}}},"metadata":{"type":"object"}}}"#

  private func rows(_ lines: [String]) throws -> [String] { try Export("promptfoo", lines).rows }

  @Test func `a case of calls asks, asserts and says where it comes from`() throws {
    let row = try rows([Lines.tool()])[0]
    #expect(
      row.hasPrefix(
        #"{"description":"repaired: python-call","vars":{"messages":"[{\"role\":\"user\","#))
    for part in [
      #""value":"Array.isArray(output) && output.length > 0 && output.every(call => [\"get_weather\"].includes(call.function?.name))""#,
      #"{"type":"is-json","metric":"conforms","transform":"(Array.isArray(output) ? output : []).find(call => call.function?.name === \"get_weather\")?.function.arguments ?? ''","value":{"type":"object""#,
      #""options":{"disableVarExpansion":true,"tools":[{"type":"function""#,
      #""metadata":{"id":"#,
    ] { #expect(row.contains(part), "\(row)") }
    #expect(!row.contains("\"right\""))
  }

  @Test func `what a person gave is asserted by equality`() throws {
    let corrected =
      Lines.tool().dropLast()
      + #","acceptance":{"verdict":"rejected","by":"person","calls":[{"name":"get_weather","arguments":{"city":"{{Oslo}} {%"}}]}}"#
    let row = try rows([String(corrected)])[0]
    #expect(row.contains(#""metric":"right""#))
    // Nothing in a script is a template.
    #expect(row.contains(#"[[\"get_weather\",{\"city\":\"{\\u007bOslo}} {\\u0025\"}]]"#), "\(row)")
    let json = Lines.json(raw: #""{\"n\": 1.0e2,}""#, value: #"{"n": 1.0e2}"#)
    let value = try rows([
      json.dropLast()
        + #","acceptance":{"verdict":"rejected","by":"person","value":{"n":7}}}"#
    ])[0]
    #expect(value.contains(#"{"type":"equals","metric":"right","value":{"n":7}}"#), "\(value)")
    #expect(value.contains(#""response_format":{"type":"json_schema""#))
  }

  @Test func `a case that asserts nothing is none`() throws {
    let failed = Lines.tool("invalid", raw: #""get_weather(city=7)""#, calls: nil)
    #expect(try Export("promptfoo", [failed]).summary.refusals == ["no-good-answer": 1])
    #expect(try Export("eval", [failed]).rows.count == 1)
  }

  @Test func `every case keeps to the published schema`() throws {
    let schema = try CompiledSchema(JSONDocument(Array(PromptfooTests.schema.utf8)))
    for row in try rows([
      Lines.tool(), Lines.json(raw: #""{\"n\": 1.0e2,}""#, value: #"{"n": 1.0e2}"#),
      Lines.tool(asked: Lines.history),
    ]) {
      let document = try JSONDocument(Array(row.utf8))
      #expect(document.withTape { schema.violations($0) }.isEmpty, "\(row)")
    }
  }
}
