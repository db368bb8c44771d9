package import AdhereJSON

extension ChatToolCall {
  /// Writes the call as chat completions have it.
  ///
  /// - Parameter index: as streams number the calls; nil leaves it out.
  package func write(to writer: inout JSONWriter, index: Int? = nil) {
    writer.beginObject()
    if let index { writer.member("index", index) }
    writer.member("id", id ?? "")
    writer.member("type", "function")
    writer.key("function")
    writer.beginObject()
    writer.member("name", name)
    writer.member("arguments", arguments)
    writer.endObject()
    writer.endObject()
  }
}
