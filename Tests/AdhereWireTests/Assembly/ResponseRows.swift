import AdhereTestSupport
import AdhereWire

/// Answers of the Responses API as OpenAI's schema has them, each as a body and as a stream.
enum ResponseRows {
  static let search =
    #"{"id":"ws_1","type":"web_search_call","status":"completed","action":{"type":"search","query":"tides"}}"#
  static let mcp =
    #"{"id":"mcp_1","type":"mcp_call","server_label":"s","name":"f","arguments":"{\"a\":1}","output":"ok","error":null}"#
  static let tide = ResponseSample.Item.call("tide_at", [#"{"port":"#, #""Brest"}"#])
  static let moon = ResponseSample.Item.call("moon_on", [#"{"day":"#, #"3"#, "}"])
  static let tideCall = #"tide_at({"port":"Brest"})"#
  static let moonCall = #"moon_on({"day":3})"#

  static let all: [ResponseRow] = plain + ends

  private static let plain: [ResponseRow] =
    ResponseRow.sample(
      ResponseSample([.message([["High ", "water", " at six."]])]),
      ResponseRow("a text", content: "High water at six.", finish: .stop))
    + ResponseRow.sample(
      ResponseSample([.message([["{\"port\"", ":\"Brest\"}"]])]),
      ResponseRow("JSON", content: #"{"port":"Brest"}"#, finish: .stop))
    + ResponseRow.sample(
      ResponseSample([.message([["one", " and"], [" two"]])]),
      ResponseRow("a message of two texts", content: "one and two", finish: .stop))
    + ResponseRow.sample(
      ResponseSample([.message([["first. "]]), .message([["second."]])]),
      ResponseRow("two messages", content: "first. second.", finish: .stop))
    + ResponseRow.sample(
      ResponseSample([.message([["é\u{1F30A}\n\"", "\\ \u{2028}"]])]),
      ResponseRow("characters that need escapes", content: "é\u{1F30A}\n\"\\ \u{2028}"))
    + ResponseRow.sample(
      ResponseSample([.message([])]), ResponseRow("a message without content", finish: .stop))
    + ResponseRow.sample(
      ResponseSample([.message([[]])]), ResponseRow("an empty text", content: "", finish: .stop))
    + ResponseRow.sample(
      ResponseSample([.message([["Looking."]], phase: "commentary"), .message([["{}"]])]),
      ResponseRow("a comment on the way", content: "{}", reasoning: "Looking.", finish: .stop))
    + ResponseRow.sample(
      ResponseSample([tide]),
      ResponseRow("a call", calls: [tideCall], ids: ["call_0"], finish: .toolCalls))
    + ResponseRow.sample(
      ResponseSample([tide, moon]),
      ResponseRow(
        "two calls", calls: [tideCall, moonCall], ids: ["call_0", "call_1"], finish: .toolCalls))
    + ResponseRow.sample(
      ResponseSample([.message([["Let me look."]]), tide]),
      ResponseRow("a text and a call", calls: [tideCall], content: "Let me look."))
    + ResponseRow.sample(
      ResponseSample([.call("now", [])]), ResponseRow("a call without arguments", calls: ["now()"]))
    + ResponseRow.sample(
      ResponseSample([.custom("run_sql", ["select ", "1 -- \"x\""])]),
      ResponseRow(
        "a custom tool", calls: [#"run_sql(select 1 -- "x")"#], ids: ["call_0"],
        finish: .toolCalls))
    + ResponseRow.sample(
      ResponseSample([.custom("run_sql", ["x"]), tide]),
      ResponseRow("a custom tool and a function", calls: ["run_sql(x)", tideCall]))
    + ResponseRow.sample(
      ResponseSample([.reasoning(["Tides", " follow", " the moon."]), tide]),
      ResponseRow("reasoning", calls: [tideCall], reasoning: "Tides follow the moon."))
    + ResponseRow.sample(
      ResponseSample([.other(search), .message([["Six."]])]),
      ResponseRow(
        "a tool of the provider", content: "Six.",
        passed: ["web_search_call"]))
    + ResponseRow.sample(
      ResponseSample([.other(mcp)]),
      ResponseRow("nothing but a tool of a server", passed: ["mcp_call"]))
    + ResponseRow.sample(
      ResponseSample([.other(#"{"id":"z_1","type":"hologram","arguments":"{}"}"#)]),
      ResponseRow("nothing but an unknown item", passed: ["hologram"]))
    + ResponseRow.sample(
      ResponseSample([.refusal(["I can", "not."])]), ResponseRow("a refusal", refusal: "I cannot."))

  private static let ends: [ResponseRow] =
    ResponseRow.sample(
      ResponseSample(
        [.message([["{\"port\":"]])], status: "incomplete",
        incomplete: #"{"reason":"max_output_tokens"}"#),
      ResponseRow("cut by the limit", content: #"{"port":"#, finish: .length))
    + ResponseRow.sample(
      ResponseSample(
        [.message([["{}"]])], status: "incomplete", incomplete: #"{"reason":"content_filter"}"#),
      ResponseRow("stopped by a filter", content: "{}", finish: .contentFilter))
    + ResponseRow.sample(
      ResponseSample(
        [.message([["{}"]])], status: "incomplete", incomplete: #"{"reason":"steered"}"#),
      ResponseRow("incomplete for another reason", content: "{}", finish: .length))
    + ResponseRow.sample(
      ResponseSample([.message([["{}"]])], status: "incomplete"),
      ResponseRow("incomplete without a reason", content: "{}", finish: .length))
    + ResponseRow.sample(
      ResponseSample(
        [], status: "failed", error: #"{"code":"server_error","message":"The tide went out."}"#),
      ResponseRow("failed", error: .server, message: "The tide went out."))
    + ResponseRow.sample(
      ResponseSample(
        [], status: "failed",
        error: #"{"code":"rate_limit_exceeded","message":"Slow down."}"#),
      ResponseRow("failed by a limit of rate", error: .rateLimit, message: "Slow down."))
    + ResponseRow.sample(
      ResponseSample(
        [.message([["half"]])], status: "failed", error: #"{"code":"x","message":"Broke off."}"#),
      ResponseRow("failed on the way", content: "half", error: .unknown, message: "Broke off."))
    + [
      ResponseRow(
        "failed without an error", ResponseSample([], status: "failed").body, error: .server),
      ResponseRow("cancelled", ResponseSample([], status: "cancelled").body, error: .server),
      ResponseRow("still queued", ResponseSample([], status: "queued").body, error: .cutOff),
      ResponseRow("in progress", ResponseSample([], status: "in_progress").body, error: .cutOff),
    ]
}
