import AdhereJudging
import AdhereRepair
import AdhereTestSupport
import AdhereWire

/// An answer of the Responses API, and what it has to be written as.
struct ResponsesEnvelopeRow: Sendable, CustomStringConvertible {
  enum Asks: Sendable {
    case tools, json, anything
  }

  /// What becomes of the answer's bytes.
  enum Written: Sendable {
    /// They stay.
    case same
    /// They are those of another sample.
    case sample(ResponseSample)
    /// Items are put in or left out: read again they hold these calls, and this text.
    case calls([String], text: String)
  }

  var name: String
  var sample: ResponseSample
  var asks = Asks.tools
  var policy = Policy()
  var outcome: Outcome
  var written = Written.same
  /// Only as a body: the text has passed in a stream before it is a call.
  var streamText: String?

  var description: String { name }

  func contract() throws -> CompletionContract {
    switch asks {
    case .anything: return CompletionContract()
    case .tools:
      return try CompletionContract(request: ChatRequest(Array(Self.tools.utf8)), policy: policy)
    case .json:
      return try CompletionContract(request: ChatRequest(Array(Self.json.utf8)), policy: policy)
    }
  }

  /// Requests as the Responses API takes them.
  static let schema =
    #"{"type":"object","properties":{"city":{"type":"string"},"days":{"type":"integer"}},"required":["city","days"],"additionalProperties":false}"#
  static let tools = #"""
    {"model":"m-2","input":"Rain?","tools":[{"type":"function","name":"rain_in","parameters":\#(schema)},
    {"type":"function","name":"now","parameters":{"type":"object","properties":{}}}]}
    """#
  static let json = #"""
    {"model":"m-2","input":[{"role":"user","content":[{"type":"input_text","text":"Rain?"}]}],
    "text":{"format":{"type":"json_schema","name":"rain","strict":true,"schema":\#(schema)}}}
    """#
}

enum ResponsesEnvelopeRows {
  private typealias Row = ResponsesEnvelopeRow

  static let good = #"{"city":"Oslo","days":2}"#
  static let call = ResponseSample.Item.call("rain_in", [#"{"city":"Os"#, #"lo","days":2}"#])
  private static let search = ResponseSample.Item.other(
    #"{"id":"ws_9","type":"web_search_call","status":"completed","action":{"type":"search","query":"x","queries":["x"],"sources":[]}}"#
  )
  private static let tagged = "<tool_call>{\"name\":\"rain_in\",\"arguments\":\(good)}</tool_call>"
  private static let other = #"{"city":"Rome","days":1}"#
  private static let third = #"{"city":"Bergen","days":3}"#

  static let all: [ResponsesEnvelopeRow] = unchanged + inPlace + moved + replaced

  private static let unchanged: [ResponsesEnvelopeRow] = [
    Row(name: "a call that conforms", sample: ResponseSample([call]), outcome: .valid),
    Row(
      name: "JSON that conforms",
      sample: ResponseSample([.message([[#"{"city":"Oslo","#, #""days":2}"#]])]),
      asks: .json, outcome: .valid),
    Row(
      name: "a text in place of a call", sample: ResponseSample([.message([["No ", "rain."]])]),
      outcome: .noCall),
    Row(
      name: "nothing asked", sample: ResponseSample([.message([["No rain."]])]), asks: .anything,
      outcome: .valid),
    Row(
      name: "a comment, reasoning and a search beside JSON",
      sample: ResponseSample([
        .reasoning(["Wet", " there."]), .message([["Let me see."]], phase: "commentary"), search,
        .message([[good]]),
      ]), asks: .json, outcome: .valid),
    Row(
      name: "arguments that violate the schema",
      sample: ResponseSample([.call("rain_in", [#"{"city":7}"#])]), outcome: .invalid),
    Row(
      name: "a refusal", sample: ResponseSample([.refusal(["No", "."])]), asks: .json,
      outcome: .refused),
    Row(
      name: "cut by the limit",
      sample: ResponseSample(
        [.call("rain_in", [#"{"city":"Os"#])], status: "incomplete",
        incomplete: #"{"reason":"max_output_tokens"}"#), outcome: .truncated),
    Row(
      name: "whole arguments, cut by the limit",
      sample: ResponseSample(
        [call], status: "incomplete", incomplete: #"{"reason":"max_output_tokens"}"#),
      outcome: .truncated),
    Row(
      name: "failed",
      sample: ResponseSample(
        [], status: "failed", error: #"{"code":"server_error","message":"Gone."}"#),
      outcome: .error),
  ]

  private static let inPlace: [ResponsesEnvelopeRow] = [
    Row(
      name: "arguments",
      sample: ResponseSample([.call("rain_in", [#"{"city":"Os"#, #"lo","days":"#, #""2""#, ",}"])]),
      outcome: .repaired,
      written: .sample(
        ResponseSample([.call("rain_in", [#"{"city":"Os"#, #"lo","days":"#, "2", "}"])]))),
    Row(
      name: "single quotes over deltas",
      sample: ResponseSample([.call("rain_in", ["{'city", "': 'Os", "lo', 'days': 2}"])]),
      outcome: .repaired,
      written: .sample(
        ResponseSample([.call("rain_in", [#"{"city"#, #"": "Os"#, #"lo", "days": 2}"#])]))),
    Row(
      name: "the second of two calls",
      sample: ResponseSample([call, .call("rain_in", [#"{"city":"Rome","days":"1"}"#])]),
      outcome: .repaired,
      written: .sample(ResponseSample([call, .call("rain_in", [other])]))),
    Row(
      name: "a name", sample: ResponseSample([.call("functions.rain_in:0", [good])]),
      outcome: .repaired, written: .sample(ResponseSample([.call("rain_in", [good])]))),
    Row(
      name: "a name and arguments",
      sample: ResponseSample([.call("functions.rain_in", [#"{"city":"Oslo","days":2,}"#])]),
      outcome: .repaired,
      written: .sample(ResponseSample([.call("rain_in", [good])]))),
    Row(
      name: "no arguments", sample: ResponseSample([.call("now", [])]), outcome: .repaired,
      written: .calls(["now({})"], text: "")),
    Row(
      name: "a fence around JSON",
      sample: ResponseSample([.message([["```json\n", good, "\n```"]])]), asks: .json,
      outcome: .repaired, written: .calls([], text: good)),
    Row(
      name: "JSON over two texts",
      sample: ResponseSample([.message([["{'city':'Oslo',"], ["'days':2}"]])]), asks: .json,
      outcome: .repaired,
      written: .sample(
        ResponseSample([.message([[#"{"city":"Oslo","#], [#""days":2}"#]])]))),
    Row(
      name: "characters that need escapes",
      sample: ResponseSample([
        .message([["{\"city\":\"Osl\u{F8}\\n\u{1F327}\",", "\"days\":\"2\"}"]])
      ]), asks: .json, outcome: .repaired,
      written: .sample(
        ResponseSample([.message([["{\"city\":\"Osl\u{F8}\\n\u{1F327}\",", "\"days\":2}"]])]))),
    Row(
      name: "JSON behind reasoning and a search",
      sample: ResponseSample([
        .reasoning(["Wet."]), search, .message([[#"{"city":"Oslo","days":2,}"#]]),
      ]), asks: .json, outcome: .repaired,
      written: .sample(
        ResponseSample([.reasoning(["Wet."]), search, .message([[good]])]))),
  ]

  private static let moved: [ResponsesEnvelopeRow] = [
    Row(
      name: "a call in the text", sample: ResponseSample([.message([[tagged]])]),
      outcome: .repaired, written: .calls(["rain_in(\(good))"], text: "")),
    Row(
      name: "a call in the text, in pieces",
      sample: ResponseSample([
        .message([
          ["<tool", "_call>{\"name\":\"rain_in\",", "\"arguments\":\(good)}", "</tool_call>"]
        ])
      ]),
      outcome: .repaired, written: .calls(["rain_in(\(good))"], text: "")),
    Row(
      name: "a call behind prose",
      sample: ResponseSample([.message([["I will look. ", tagged]])]), outcome: .repaired,
      written: .calls(["rain_in(\(good))"], text: ""), streamText: "I will look. "),
    Row(
      name: "two calls in the text",
      sample: ResponseSample([
        .message([[tagged, "<tool_call>{\"name\":\"rain_in\",\"arguments\":\(other)}</tool_call>"]])
      ]), outcome: .repaired,
      written: .calls(["rain_in(\(good))", "rain_in(\(other))"], text: "")),
    Row(
      name: "a call in the text behind reasoning",
      sample: ResponseSample([.reasoning(["Wet."]), search, .message([[tagged]])]),
      outcome: .repaired, written: .calls(["rain_in(\(good))"], text: "")),
    Row(
      name: "a call in the second text",
      sample: ResponseSample([.message([["Well, "], [tagged]])]), outcome: .repaired,
      written: .calls(["rain_in(\(good))"], text: ""), streamText: "Well, "),
  ]

  private static let replaced: [ResponsesEnvelopeRow] = [
    Row(
      name: "two calls joined in one",
      sample: ResponseSample([.call("rain_in", [good, other])]), outcome: .repaired,
      written: .calls(["rain_in(\(good))", "rain_in(\(other))"], text: "")),
    Row(
      name: "three calls joined in one, before a search",
      sample: ResponseSample([.call("rain_in", [good + other, third]), search]),
      outcome: .repaired,
      written: .calls(
        ["rain_in(\(good))", "rain_in(\(other))", "rain_in(\(third))"], text: "")),
    Row(
      name: "a call that was not offered",
      sample: ResponseSample([.call("hail_in", [good]), call, .message([["Done."]])]),
      policy: allowing(.dropUnknownCall), outcome: .repaired,
      written: .calls(["rain_in(\(good))"], text: "Done.")),
    Row(
      name: "a call that was not offered, last",
      sample: ResponseSample([call, .call("hail_in", [good])]),
      policy: allowing(.dropUnknownCall), outcome: .repaired,
      written: .calls(["rain_in(\(good))"], text: "")),
    Row(
      name: "a call that is repeated",
      sample: ResponseSample([call, .call("rain_in", [#"{"city":"Oslo","days":2,}"#])]),
      policy: allowing(.dropRepeatedCall), outcome: .repaired,
      written: .calls(["rain_in(\(good))"], text: "")),
    Row(
      name: "calls that one call holds",
      sample: ResponseSample([
        .call(
          "multi_tool_use.parallel",
          [
            "{\"tool_uses\":[{\"recipient_name\":\"functions.rain_in\",\"parameters\":\(good)},",
            "{\"recipient_name\":\"functions.rain_in\",\"parameters\":\(other)}]}",
          ])
      ]), outcome: .repaired,
      written: .calls(["rain_in(\(good))", "rain_in(\(other))"], text: "")),
  ]

  private static func allowing(_ rule: Rule) -> Policy {
    var policy = Policy()
    policy.allow(rule)
    return policy
  }
}
