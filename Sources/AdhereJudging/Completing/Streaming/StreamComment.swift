import AdhereJSON

/// What Adhere itself puts into a stream.
enum StreamComment {
  /// The verdict, as a comment: every reader of event streams passes it over. One line end, for
  /// a blank line after a comment makes some old clients see an event.
  static func verdict(_ judgement: CompletionJudgement) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginArray()
    for choice in judgement.choices { writer.append(account: choice) }
    writer.endArray()
    return Array(": adhere ".utf8) + writer.bytes + [0x0A]
  }

  /// An event that every client takes for an error.
  static func error(_ abort: StreamAbort) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("error")
    writer.beginObject()
    writer.member("message", "the output was given up: \(abort.message)")
    writer.member("type", "adhere_abort")
    writer.key("param")
    writer.null()
    writer.member("code", abort.reason.rawValue)
    writer.endObject()
    writer.endObject()
    return Array("data: ".utf8) + writer.bytes + [0x0A, 0x0A]
  }
}
