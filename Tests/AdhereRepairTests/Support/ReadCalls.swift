import AdhereJSON

@testable import AdhereRepair

/// What a text is where the tools `open_gate(gate)`, `save_page(title, body, lang)`,
/// `plan_route(stops, start)` and `read_tide()` are offered: its calls as JSON, or the verdict.
func readCalls(_ text: String, takesProse: Bool = false) throws -> String {
  let tools = ToolTable(
    try JSONDocument(
      bytes(
        #"""
        [{"name":"open_gate","parameters":{"properties":{"gate":{"type":"string"}},
          "required":["gate"]}},
         {"name":"save_page","parameters":{"properties":{"title":{"type":"string"},
          "body":{"type":"string"},"lang":{"type":"string"}},"required":["title","body"]}},
         {"name":"plan_route","parameters":{"properties":{
          "stops":{"type":"array","items":{"type":"string"}},
          "start":{"type":"object","properties":{"lat":{"type":"number"}}}}}},
         {"name":"read_tide","parameters":{"properties":{"harbour":{"type":"string"}}}}]
        """#)))
  return withPadded(text) { start, count in
    let reading = ToolReading.read(
      padded: start, count: count, tools: tools, takesProse: takesProse
    ) { _ in (true, 0) }
    if reading.isTruncated { return "truncated" }
    return reading.verdict.map { "\($0)" } ?? reading.json.string
  }
}
