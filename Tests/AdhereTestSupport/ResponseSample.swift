/// An answer of the Responses API, written as OpenAI's schema has it: as a body, or as the events of
/// a stream.
package struct ResponseSample: Sendable {
  /// An item of the output; texts come in pieces.
  package enum Item: Sendable {
    case message([[String]], phase: String? = nil)
    case refusal([String])
    case call(String, [String])
    case custom(String, [String])
    case reasoning([String])
    /// An item that is written as it is, with its id and status left to the caller.
    case other(String)
  }

  package var items: [Item]
  package var status = "completed"
  /// Value of `incomplete_details`.
  package var incomplete = "null"
  /// Value of `error`.
  package var error = "null"
  /// Members of the response beside the usual ones, each with a comma before it.
  package var members = ""

  package init(
    _ items: [Item], status: String = "completed", incomplete: String = "null",
    error: String = "null", members: String = ""
  ) {
    self.items = items
    self.status = status
    self.incomplete = incomplete
    self.error = error
    self.members = members
  }

  /// The body of an answer that is not streamed.
  package var body: String {
    response(status, items.indices.map { whole($0) }.joined(separator: ","), isWhole: true)
  }

  /// The data of the events of a stream, with their types.
  package var events: [(type: String, data: String)] {
    var out: [(type: String, data: String)] = []
    func add(_ type: String, _ members: String) {
      out.append((type, #"{"type":"\#(type)","sequence_number":\#(out.count),\#(members)}"#))
    }
    add("response.created", #""response":\#(response("in_progress", "", isWhole: false))"#)
    add("response.in_progress", #""response":\#(response("in_progress", "", isWhole: false))"#)
    for index in items.indices { events(of: index, add) }
    let word = ["completed", "incomplete", "failed"].contains(status) ? status : "completed"
    add("response.\(word)", #""response":\#(body)"#)
    return out
  }

  /// The stream.
  package func stream(
    isNamed: Bool = true, lineEnd: String = "\n", change: (String) -> String = { $0 }
  ) -> String {
    events.map { event in
      (isNamed ? "event: \(event.type)\(lineEnd)" : "")
        + "data: \(change(event.data))\(lineEnd)\(lineEnd)"
    }.joined()
  }

  // MARK: - Parts

  private func response(_ status: String, _ output: String, isWhole: Bool) -> String {
    let usage =
      #"{"input_tokens":11,"input_tokens_details":{"cached_tokens":0,"cache_write_tokens":0},"output_tokens":7,"output_tokens_details":{"reasoning_tokens":0},"total_tokens":18}"#
    return #"{"id":"resp_a1","object":"response","created_at":1700000000,"status":"\#(status)","#
      + #""error":\#(isWhole ? error : "null"),"#
      + #""incomplete_details":\#(isWhole ? incomplete : "null"),"model":"m-2","#
      + #""output":[\#(output)],"parallel_tool_calls":true,"tool_choice":"auto","tools":[],"#
      + #""usage":\#(isWhole ? usage : "null")\#(isWhole ? members : "")}"#
  }

  private func id(_ index: Int) -> String {
    switch items[index] {
    case .message, .refusal: "msg_\(index)"
    case .call: "fc_\(index)"
    case .custom: "ctc_\(index)"
    case .reasoning: "rs_\(index)"
    case .other: "it_\(index)"
    }
  }

  /// An item as it is when it is done.
  private func whole(_ index: Int) -> String {
    let id = id(index)
    let done = status == "incomplete" && index == items.count - 1 ? "incomplete" : "completed"
    switch items[index] {
    case .message(let texts, let phase):
      let phase = phase.map { #","phase":"\#($0)""# } ?? ""
      let content = texts.map { part($0.joined()) }.joined(separator: ",")
      return
        #"{"id":"\#(id)","type":"message","status":"\#(done)","content":[\#(content)],"role":"assistant"\#(phase)}"#
    case .refusal(let pieces):
      return
        #"{"id":"\#(id)","type":"message","status":"\#(done)","content":[{"type":"refusal","refusal":\#(Asked.quoted(pieces.joined()))}],"role":"assistant"}"#
    case .call(let name, let pieces):
      return
        #"{"id":"\#(id)","type":"function_call","status":"\#(done)","arguments":\#(Asked.quoted(pieces.joined())),"call_id":"call_\#(index)","name":"\#(name)"}"#
    case .custom(let name, let pieces):
      return
        #"{"id":"\#(id)","type":"custom_tool_call","status":"\#(done)","call_id":"call_\#(index)","input":\#(Asked.quoted(pieces.joined())),"name":"\#(name)"}"#
    case .reasoning(let pieces):
      return
        #"{"id":"\#(id)","type":"reasoning","encrypted_content":"gAAAA==","summary":[{"type":"summary_text","text":\#(Asked.quoted(pieces.joined()))}]}"#
    case .other(let json): return json
    }
  }

  private func part(_ text: String) -> String {
    #"{"type":"output_text","annotations":[],"logprobs":[],"text":\#(Asked.quoted(text))}"#
  }

  private func events(of index: Int, _ add: (String, String) -> Void) {
    let place = #""output_index":\#(index)"#
    let item = #""item_id":"\#(id(index))",\#(place)"#
    switch items[index] {
    case .message(let texts, let phase):
      let phase = phase.map { #","phase":"\#($0)""# } ?? ""
      add(
        "response.output_item.added",
        #"\#(place),"item":{"id":"\#(id(index))","type":"message","status":"in_progress","content":[],"role":"assistant"\#(phase)}"#
      )
      for (number, pieces) in texts.enumerated() {
        let at = #"\#(item),"content_index":\#(number)"#
        add("response.content_part.added", #"\#(at),"part":\#(part(""))"#)
        for piece in pieces {
          add(
            "response.output_text.delta",
            #"\#(at),"delta":\#(Asked.quoted(piece)),"logprobs":[],"obfuscation":"x9"#
              + String(repeating: "q", count: piece.utf8.count % 7) + #"""#)
        }
        add(
          "response.output_text.done",
          #"\#(at),"text":\#(Asked.quoted(pieces.joined())),"logprobs":[]"#)
        add("response.content_part.done", #"\#(at),"part":\#(part(pieces.joined()))"#)
      }
    case .refusal(let pieces):
      add(
        "response.output_item.added",
        #"\#(place),"item":{"id":"\#(id(index))","type":"message","status":"in_progress","content":[],"role":"assistant"}"#
      )
      for piece in pieces {
        add(
          "response.refusal.delta", #"\#(item),"content_index":0,"delta":\#(Asked.quoted(piece))"#)
      }
      add(
        "response.refusal.done",
        #"\#(item),"content_index":0,"refusal":\#(Asked.quoted(pieces.joined()))"#)
    case .call(let name, let pieces):
      add(
        "response.output_item.added",
        #"\#(place),"item":{"id":"\#(id(index))","type":"function_call","status":"in_progress","arguments":"","call_id":"call_\#(index)","name":"\#(name)"}"#
      )
      for piece in pieces {
        add(
          "response.function_call_arguments.delta",
          #"\#(item),"delta":\#(Asked.quoted(piece)),"obfuscation":"k""#)
      }
      add(
        "response.function_call_arguments.done",
        #"\#(item),"arguments":\#(Asked.quoted(pieces.joined()))"#)
    case .custom(let name, let pieces):
      add(
        "response.output_item.added",
        #"\#(place),"item":{"id":"\#(id(index))","type":"custom_tool_call","status":"in_progress","call_id":"call_\#(index)","input":"","name":"\#(name)"}"#
      )
      for piece in pieces {
        add("response.custom_tool_call_input.delta", #"\#(item),"delta":\#(Asked.quoted(piece))"#)
      }
      add(
        "response.custom_tool_call_input.done",
        #"\#(item),"input":\#(Asked.quoted(pieces.joined()))"#)
    case .reasoning(let pieces): reasoning(index, pieces, add)
    case .other(let json): add("response.output_item.added", #"\#(place),"item":\#(json)"#)
    }
    add("response.output_item.done", #"\#(place),"item":\#(whole(index))"#)
  }

  private func reasoning(_ index: Int, _ pieces: [String], _ add: (String, String) -> Void) {
    let place = #""output_index":\#(index)"#
    let at = #""item_id":"rs_\#(index)",\#(place),"summary_index":0"#
    let text = Asked.quoted(pieces.joined())
    add(
      "response.output_item.added",
      #"\#(place),"item":{"id":"rs_\#(index)","type":"reasoning","summary":[]}"#)
    add(
      "response.reasoning_summary_part.added",
      #"\#(at),"part":{"type":"summary_text","text":""}"#)
    for piece in pieces {
      add("response.reasoning_summary_text.delta", #"\#(at),"delta":\#(Asked.quoted(piece))"#)
    }
    add("response.reasoning_summary_text.done", #"\#(at),"text":\#(text)"#)
    add(
      "response.reasoning_summary_part.done",
      #"\#(at),"part":{"type":"summary_text","text":\#(text)}"#)
  }
}
