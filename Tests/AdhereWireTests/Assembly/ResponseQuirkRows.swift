import AdhereTestSupport
import AdhereWire

/// Answers of the Responses API as others than OpenAI write them, and broken ones.
enum ResponseQuirkRows {
  private static let both = ResponseSample([.message([["Look"]]), ResponseRows.tide])
  private static let two = ResponseSample([ResponseRows.tide, ResponseRows.moon])
  private static let call = ResponseSample([ResponseRows.tide])
  private static let text = ResponseSample([.message([["six", " bells"]])])
  private static let calls = [ResponseRows.tideCall, ResponseRows.moonCall]

  /// The events of a sample without those of some types.
  static func without(_ types: [String], _ sample: ResponseSample) -> String {
    sample.events.filter { event in !types.contains { event.type.hasSuffix($0) } }
      .map { "event: \($0.type)\ndata: \($0.data)\n\n" }.joined()
  }

  static let all: [ResponseRow] = written + identities + copies + broken

  private static let written: [ResponseRow] = [
    ResponseRow("CR LF", both.stream(lineEnd: "\r\n"), calls: [calls[0]], content: "Look"),
    ResponseRow("CR", both.stream(lineEnd: "\r"), calls: [calls[0]], content: "Look"),
    ResponseRow(
      "comments and DONE", ": hello\n\n" + both.stream() + "data: [DONE]\n\n", calls: [calls[0]],
      content: "Look"),
    ResponseRow(
      "the name of the event alone tells its type",
      both.events.map { event in
        "event: \(event.type)\ndata: "
          + event.data.replacing(#""type":"\#(event.type)","#, with: "") + "\n\n"
      }.joined(), calls: [calls[0]], content: "Look"),
    ResponseRow(
      "no sequence numbers",
      both.events.map { event in
        "data: "
          + event.data.replacing(/"sequence_number":\d+,/, with: "") + "\n\n"
      }.joined(), calls: [calls[0]], content: "Look"),
    ResponseRow(
      "no object in the body", both.body.replacing(#""object":"response","#, with: ""),
      calls: [calls[0]], content: "Look"),
    ResponseRow("a byte order mark", "\u{FEFF}" + both.body, calls: [calls[0]], content: "Look"),
    ResponseRow(
      "an event a line", both.events.map { $0.data + "\n" }.joined(), calls: [calls[0]],
      content: "Look"),
    ResponseRow(
      "arguments that are an object",
      call.body.replacing(
        #""arguments":\#(Asked.quoted(#"{"port":"Brest"}"#))"#,
        with: #""arguments":{"port":"Brest"}"#), calls: [calls[0]]),
    ResponseRow(
      "arguments null",
      call.body.replacing(
        #""arguments":\#(Asked.quoted(#"{"port":"Brest"}"#))"#, with: #""arguments":null"#),
      calls: ["tide_at()"]),
    ResponseRow(
      "content that is a string",
      text.body.replacing(/"content":\[.*?\]\}?\],"role/, with: #""content":"six bells","role"#),
      content: "six bells"),
    ResponseRow(
      "an event of its own",
      both.stream().replacing(
        "event: response.completed",
        with: "event: response.mood\ndata: {\"type\":\"response.mood\",\"x\":1}\n\n"
          + "event: response.completed"), calls: [calls[0]], content: "Look"),
    ResponseRow(
      "keepalive events",
      both.stream().replacing(
        "event: response.completed",
        with: "event: keepalive\ndata: {\"type\":\"keepalive\",\"sequence_number\":9}\n\n"
          + "event: response.completed"), calls: [calls[0]], content: "Look"),
    ResponseRow(
      "a part of an unknown type",
      text.body.replacing(
        #""content":["#, with: #""content":[{"type":"smell","of":"salt"},"#),
      content: "six bells", unread: ["a part of the type 'smell'"]),
  ]

  private static let identities: [ResponseRow] = [
    ResponseRow(
      "ids that change with every event",
      two.events.enumerated().map { number, event in
        "data: "
          + event.data.replacing(/"item_id":"fc_\d"/, with: "\"item_id\":\"x\(number)\"") + "\n\n"
      }.joined(), calls: calls, ids: ["call_0", "call_1"]),
    ResponseRow(
      "the same output_index for all",
      two.stream().replacing(
        #""output_index":1"#, with: #""output_index":0"#), calls: calls),
    ResponseRow(
      "no output_index", two.stream().replacing(/"output_index":\d,/, with: ""), calls: calls),
    ResponseRow(
      "no item_id", two.stream().replacing(/"item_id":"[^"]*",/, with: ""), calls: calls),
    ResponseRow(
      "one id for all items", two.stream().replacing("fc_1", with: "fc_0"), calls: calls),
    ResponseRow(
      "one call_id for all", two.stream().replacing("call_1", with: "call_0"), calls: calls),
    ResponseRow(
      "one call_id for all, body", two.body.replacing("call_1", with: "call_0"), calls: calls),
    ResponseRow(
      "deltas of two calls mixed",
      mixed(two, "function_call_arguments.delta"), calls: calls),
    ResponseRow(
      "no item was announced", without(["output_item.added"], two), calls: calls),
    ResponseRow(
      "calls numbered from 5",
      two.stream().replacing(
        #""output_index":1"#, with: #""output_index":6"#
      ).replacing(
        #""output_index":0"#, with: #""output_index":5"#), calls: calls),
  ]

  private static let copies: [ResponseRow] = [
    ResponseRow("no deltas", without([".delta"], both), calls: [calls[0]], content: "Look"),
    ResponseRow(
      "deltas alone", without([".done", "_part.added"], both), calls: [calls[0]], content: "Look"),
    ResponseRow(
      "nothing but the end", without(["delta", "done", "added"], both), calls: [calls[0]],
      content: "Look"),
    ResponseRow(
      "no output at the end",
      both.stream().replacing(/"output":\[\{.*\}\],"parallel/, with: #""output":[],"parallel"#),
      calls: [calls[0]], content: "Look"),
    ResponseRow(
      "empty texts at the end",
      text.stream().replacing(
        #""text":"six bells"}],"#, with: #""text":""}],"#), content: "six bells"),
    ResponseRow(
      "arguments where the call begins",
      call.stream().replacing(
        #""in_progress","arguments":"""#,
        with: #""in_progress","arguments":\#(Asked.quoted(#"{"port":"Brest"}"#))"#),
      calls: [calls[0]]),
    ResponseRow(
      "arguments only where the call begins",
      without(["arguments.delta", ".done", "item.done"], call).replacing(
        #""in_progress","arguments":"""#,
        with: #""in_progress","arguments":\#(Asked.quoted(#"{"port":"Brest"}"#))"#
      ).replacing(/"output":\[\{.*\}\],"parallel/, with: #""output":[],"parallel"#),
      calls: [calls[0]]),
    ResponseRow(
      "the text once more beside the items",
      ResponseSample([.message([["six", " bells"]])], members: #","output_text":"six bells""#)
        .stream(), content: "six bells"),
    ResponseRow(
      "the text only beside the items",
      ResponseSample([], members: #","output_text":"six bells""#).body, content: "six bells"),
    ResponseRow(
      "white space that later events leave out",
      text.stream().replacing(#""text":"six bells""#, with: #""text":"six bells\n""#),
      content: "six bells"),
    ResponseRow(
      "the name of the call with its arguments",
      call.stream().replacing(
        #""output_index":0,"arguments":"#,
        with: #""output_index":0,"name":"tide_at","arguments":"#), calls: [calls[0]]),
  ]

  private static let broken: [ResponseRow] = [
    ResponseRow(
      "arguments that are not repeated as they were",
      call.stream().replacing(
        #""output_index":0,"arguments":"{\"port\":\"Brest\"}""#,
        with: #""output_index":0,"arguments":"{\"port\":\"Paris\"}""#),
      calls: [calls[0]], error: .unreadable),
    ResponseRow(
      "a text that is not repeated as it was",
      text.stream().replacing(#""text":"six bells"}],"#, with: #""text":"two bells"}],"#),
      content: "six bells", error: .unreadable),
    ResponseRow(
      "a name that changes",
      call.stream().replacing(
        #""call_id":"call_0","name":"tide_at"}}"#, with: #""call_id":"call_0","name":"tide_on"}}"#
      ).replacing(
        #""arguments":"","call_id":"call_0","name":"tide_on"}}"#,
        with: #""arguments":"","call_id":"call_0","name":"tide_at"}}"#),
      calls: [calls[0]], error: .unreadable),
    ResponseRow(
      "deltas of two texts mixed",
      mixed(ResponseSample([.message([["a", "b"], ["c", "d"]])]), "output_text.delta"),
      content: "ac", error: .unreadable),
    ResponseRow(
      "an error event",
      "event: error\ndata: {\"type\":\"error\",\"code\":\"server_error\",\"message\":\"Swamped.\",\"param\":null,\"sequence_number\":2}\n\n",
      error: .server, message: "Swamped."),
    ResponseRow(
      "an error event in the middle",
      without(["completed"], text)
        + "data: {\"type\":\"error\",\"code\":null,\"message\":\"Swamped.\",\"sequence_number\":2}\n\n",
      content: "six bells", error: .unknown, message: "Swamped."),
    ResponseRow(
      "DONE before the end", without(["completed"], text) + "data: [DONE]\n\n",
      content: "six bells", error: .cutOff),
    ResponseRow(
      "nothing behind the beginning", without(["delta", "done", "added", "completed"], text),
      error: .cutOff),
    ResponseRow(
      "an error in place of the answer",
      #"{"error":{"message":"No such model.","type":"invalid_request_error","param":"model","code":"model_not_found"}}"#,
      error: .notFound, message: "No such model."),
    ResponseRow(
      "an item that is not whole in a response that is",
      call.body.replacing(
        #""type":"function_call","status":"completed""#,
        with: #""type":"function_call","status":"incomplete""#),
      calls: [calls[0]], finish: .length),
  ]

  /// The events of a sample, those of one type moved to the first of them and dealt out in turn.
  private static func mixed(_ sample: ResponseSample, _ type: String) -> String {
    var events = sample.events
    let places = events.indices.filter { events[$0].type.hasSuffix(type) }
    let deltas = places.map { events[$0] }
    let half = deltas.count / 2
    var dealt: [(type: String, data: String)] = []
    for i in 0..<max(half, deltas.count - half) {
      if i < half { dealt.append(deltas[i]) }
      if half + i < deltas.count { dealt.append(deltas[half + i]) }
    }
    // Behind everything that begins, and before anything that ends.
    events.removeAll { $0.type.hasSuffix(type) }
    let added = events.filter { $0.type.hasSuffix(".added") }
    events.removeAll { $0.type.hasSuffix(".added") }
    events.insert(contentsOf: added + dealt, at: 2)
    return events.map { "data: \($0.data)\n\n" }.joined()
  }
}
