import AdhereBytes
import AdhereJSON
import AdhereWire

/// Lines that Adhere adds to an event stream.
enum StreamComment {
  /// The verdict, as a comment, which readers of event streams skip. One line end: some old clients
  /// read a blank line after a comment as an event.
  static func verdict(_ judgement: CompletionJudgement) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginArray()
    for choice in judgement.choices { writer.append(account: choice) }
    writer.endArray()
    return Array(": adhere ".utf8) + writer.bytes + [ASCII.lineFeed]
  }

  /// An event that clients read as an error.
  static func error(_ abort: StreamAbort, api: WireAPI) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    if api == .messages { writer.member("type", "error") }
    writer.key("error")
    writer.beginObject()
    writer.member("message", "the output was given up: \(abort.message)")
    writer.member("type", "adhere_abort")
    writer.key("param")
    writer.null()
    writer.member("code", abort.reason.rawValue)
    writer.endObject()
    writer.endObject()
    // Clients of the Messages API go by the event's name.
    let name = api == .messages ? "event: error\n" : ""
    return Array("\(name)data: ".utf8) + writer.bytes + [ASCII.lineFeed, ASCII.lineFeed]
  }
}
