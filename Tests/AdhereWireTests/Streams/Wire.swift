/// Builds the wire bytes of streams, so that a row shows only what is special about it.
enum Wire {
  static let call =
    #"{"index":0,"id":"call_1","type":"function","function":{"name":"get_weather","arguments":""}}"#
  static let first = #"{"index":0,"function":{"arguments":"{\"city\":\"Pa"}}"#
  static let second = #"{"index":0,"function":{"arguments":"ris\",\"days\":1}"}}"#
  static let arguments = #"{"city":"Paris","days":1}"#
  static let quoted = #""{\"city\":\"Paris\",\"days\":1}""#
  static let expected = [#"get_weather({"city":"Paris","days":1})"#]

  /// A chunk with one choice.
  static func chunk(_ delta: String, finish: String? = nil, extra: String = "") -> String {
    let finish = finish.map { "\"\($0)\"" } ?? "null"
    return #"{"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","#
      + #""choices":[{"index":0,"delta":\#(delta),"finish_reason":\#(finish)\#(extra)}]}"#
  }

  static func calls(_ entries: String..., finish: String? = nil) -> String {
    chunk(#"{"tool_calls":[\#(entries.joined(separator: ","))]}"#, finish: finish)
  }

  static func event(_ data: String) -> String { "data: \(data)\n\n" }

  /// Each datum as an event, then `[DONE]`.
  static func stream(_ data: String...) -> String {
    data.map(event).joined() + "data: [DONE]\n\n"
  }

  static let role = chunk(#"{"role":"assistant","content":null}"#)
  static let end = chunk("{}", finish: "tool_calls")

  /// The usual stream, which every client reads.
  static let usual = [role, calls(call), calls(first), calls(second), end]

  static func usual(separator: String, prefix: String = "data: ") -> String {
    (usual + ["[DONE]"]).map { prefix + $0 + separator }.joined()
  }
}
