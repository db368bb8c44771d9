import AdhereJSON
import AdhereRepair
import AdhereWire

/// Writes calls that stood in the text as `tool_calls` of Ollama's own form: without ids, with
/// arguments that are objects.
enum OllamaCalls {
  /// - Returns: nil where the text is not the `content` of a message, as in `/api/generate`.
  static func moved(_ calls: [ToolCall], _ choice: Int, _ answer: BodyEdits.Answer) -> [Edit]? {
    let fragments = answer.parts.fragments(of: .content(choice: choice))
    guard !fragments.isEmpty,
      fragments.allSatisfy({
        $0.isString && $0.source.lowerBound >= answer.start
          && CallsInText.isContent(answer.body, $0.source, answer.start)
      })
    else { return nil }
    var out: [Edit] = []
    for (index, fragment) in fragments.enumerated() {
      let span =
        fragment.source.lowerBound - answer.start..<fragment.source.upperBound - answer.start
      guard index == 0 else {
        out.append(Edit(span, Array(#""""#.utf8)))
        continue
      }
      if let place = answer.parts.placeForCalls(choice: choice, besideFragment: 0) {
        out.append(Edit(span, Array(#""""#.utf8)))
        out.append(
          Edit(
            place.lowerBound - answer.start..<place.upperBound - answer.start, list(calls)))
      } else {
        out.append(Edit(span, Array(#""","tool_calls":"#.utf8) + list(calls)))
      }
    }
    return out
  }

  private static func list(_ calls: [ToolCall]) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginArray()
    for call in calls {
      writer.beginObject()
      writer.key("function")
      writer.beginObject()
      writer.member("name", call.name)
      writer.member("arguments", raw: call.arguments)
      writer.endObject()
      writer.endObject()
    }
    writer.endArray()
    return writer.bytes
  }
}
