import AdhereWire

/// Which call a delta belongs to, and what else a delta may be.
enum IdentityRows {
  static let both = [#"lookup({"word":"sun"})"#, #"translate({"word":"moon"})"#]
  static let done = Wire.chunk("{}", finish: "tool_calls")

  /// An entry of `tool_calls`, with the arguments quoted once more.
  static func entry(
    _ id: String?, _ name: String?, _ arguments: String, index: Int? = nil
  ) -> String {
    var members: [String] = []
    if let index { members.append("\"index\":\(index)") }
    if let id { members.append("\"id\":\"\(id)\"") }
    var function: [String] = []
    if let name { function.append("\"name\":\"\(name)\"") }
    let quoted = arguments.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    function.append("\"arguments\":\"\(quoted)\"")
    members.append("\"function\":{\(function.joined(separator: ","))}")
    return "{\(members.joined(separator: ","))}"
  }

  static func calls(_ name: String, _ chunks: String..., calls: [String] = both) -> StreamRow {
    StreamRow(
      name: name, stream: (chunks + [done]).map(Wire.event).joined() + "data: [DONE]\n\n",
      calls: calls)
  }

  static let sun = #"{"word":"sun"}"#
  static let moon = #"{"word":"moon"}"#

  static let all: [StreamRow] = [
    calls(
      "one placeholder id for two tools in one chunk",
      Wire.calls(entry("null", "lookup", sun), entry("null", "translate", moon))),
    calls(
      "one placeholder id for two tools in two chunks",
      Wire.calls(entry("None", "lookup", sun)), Wire.calls(entry("None", "translate", moon))),
    calls(
      "one id for all, no index",
      Wire.calls(entry("call", "lookup", sun)), Wire.calls(entry("call", "translate", moon))),
    calls(
      "one id and one index for all",
      Wire.calls(entry("call", "lookup", sun, index: 0)),
      Wire.calls(entry("call", "translate", moon, index: 0))),
    calls(
      "ids made of the tool's name",
      Wire.calls(entry("lookup", "lookup", "{'word':'sun'}")),
      Wire.calls(entry("lookup", "lookup", "{'word':'moon'}")),
      calls: ["lookup({'word':'sun'})", "lookup({'word':'moon'})"]),
    calls(
      "id and name resent with the last piece of the arguments",
      Wire.calls(entry("k", "lookup", #"{"word""#)), Wire.calls(entry("k", "lookup", #":"sun"}"#)),
      calls: [both[0]]),
    calls(
      "name in two deltas with the id in both",
      Wire.calls(entry("k", "look", "", index: 0)), Wire.calls(entry("k", "up", sun, index: 0)),
      calls: [both[0]]),
    calls(
      "name in two deltas around the arguments",
      Wire.calls(entry("k", "look", #"{"wo"#, index: 0)),
      Wire.calls(entry(nil, "up", #"rd":"sun"}"#, index: 0)), calls: [both[0]]),
    calls(
      "tool_calls as one object",
      Wire.chunk(#"{"tool_calls":\#(entry("", "lookup", #"{"word":"#, index: 0))}"#),
      Wire.chunk(#"{"tool_calls":\#(entry("", "", #""sun"}"#, index: 0))}"#), calls: [both[0]]),
    calls(
      "input of a custom tool",
      Wire.calls(#"{"index":0,"id":"k","type":"custom","custom":{"name":"shell","input":"ls "}}"#),
      Wire.calls(#"{"index":0,"custom":{"input":"-l"}}"#), calls: ["shell(ls -l)"]),
    StreamRow(
      name: "surrogate pair over two deltas",
      stream: Wire.stream(
        Wire.chunk(#"{"content":"a\ud83c"}"#), Wire.chunk(#"{"content":"\udf1eb"}"#),
        Wire.chunk("{}", finish: "stop")), content: "a🌞b", finish: .stop),
    StreamRow(
      name: "surrogate pair over two deltas, one of them nothing else",
      stream: Wire.stream(
        Wire.chunk(#"{"content":"\ud83c"}"#), Wire.chunk(#"{"content":""}"#),
        Wire.chunk(#"{"content":"\udf1e"}"#), Wire.chunk("{}", finish: "stop")),
      content: "🌞", finish: .stop),
    StreamRow(
      name: "error in the choice",
      stream: Wire.event(Wire.role)
        + Wire.event(
          Wire.chunk(
            #"{"content":""}"#, finish: "stop", extra: #","error":{"code":502,"message":"gone"}"#)),
      finish: .stop, error: .server),
    StreamRow(
      name: "error under x_groq",
      stream: Wire.event(Wire.role)
        + Wire.event(#"{"id":"c","choices":[],"x_groq":{"error":"over capacity, try later"}}"#),
      error: .unknown),
    StreamRow(
      name: "a list of one error as a line in the middle",
      stream: Wire.event(Wire.chunk(#"{"content":"a"}"#))
        + #"[{"error":{"code":503,"status":"UNAVAILABLE","message":"busy"}}]"# + "\n",
      content: "a", error: .overloaded),
    StreamRow(
      name: "error as text without an event's name",
      stream: Wire.event(Wire.chunk(#"{"content":"a"}"#)) + Wire.event("error: out of tokens"),
      content: "a", error: .unknown),
    StreamRow(
      name: "error behind DONE",
      stream: Wire.stream(Wire.chunk(#"{"content":"a"}"#, finish: "stop"))
        + Wire.event(#"{"error":{"message":"late","code":500}}"#),
      content: "a", finish: .stop, error: .server),
    StreamRow(
      name: "NaN and infinities among probabilities",
      stream: Wire.stream(
        Wire.chunk(
          #"{"content":"a"}"#, finish: "stop",
          extra:
            #","logprobs":{"content":[{"logprob":-Infinity,"top_logprobs":[{"logprob":NaN}]}]}"#)),
      content: "a", finish: .stop),
    StreamRow(
      name: "NaN in an answer",
      stream: Wire.event(#"{"choices":[{"index":0,"delta":{"content":{"n":NaN}}}]}"#),
      error: .unreadable),
    StreamRow(
      name: "finish_reason as an object",
      stream: Wire.stream(
        #"{"choices":[{"index":0,"delta":{"content":"a"},"finish_reason":{"type":"length"}}]}"#),
      content: "a", finish: .length),
    StreamRow(
      name: "Ollama's lines",
      stream:
        #"{"model":"m","message":{"role":"assistant","content":"a"},"done":false}"# + "\n"
        + #"{"model":"m","message":{"role":"assistant","content":"b"},"done":true,"done_reason":"length"}"#
        + "\n", content: "ab", finish: .length),
    StreamRow(
      name: "Ollama's lines, cut off",
      stream:
        #"{"model":"m","message":{"role":"assistant","content":"a"},"done":false}"# + "\n"
        + #"{"model":"m","message":{"role":"assistant","content":"b"},"done":false}"# + "\n",
      content: "ab", error: .cutOff),
  ]
}
