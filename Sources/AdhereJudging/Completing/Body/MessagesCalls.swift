import AdhereJSON
import AdhereRepair

/// Writes calls as `tool_use` blocks of a message.
enum MessagesCalls {
  /// Calls that stood in the text; nil where they have no place.
  static func moved(_ calls: [ToolCall], _ choice: Int, _ answer: BodyEdits.Answer) -> [Edit]? {
    guard answer.isStream else { return MessageBodyEdits(answer)?.moving(calls) }
    return MessageStreamEdits(answer)?.moving(calls)
  }

  /// Calls in place of those the answer has; nil where they have no place. A block that goes on
  /// being a call keeps its id and the members that are not known here.
  static func replaced(_ calls: [ToolCall], _ choice: Int, _ answer: BodyEdits.Answer) -> [Edit]? {
    guard answer.isStream else { return MessageBodyEdits(answer)?.replacing(with: calls) }
    return MessageStreamEdits(answer)?.replacing(with: calls)
  }

  /// A block as Anthropic has it.
  ///
  /// - Parameter input: JSON text; nil writes the empty object that a streamed block begins with.
  static func block(_ call: ToolCall, input: [UInt8]?, seed: [UInt8], number: Int) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("type", "tool_use")
    // The same answer gets the same ones.
    writer.member("id", "toolu_adhere" + CallsInText.digits(seed, 0, number))
    writer.member("name", call.name)
    writer.member("input", raw: input ?? Array("{}".utf8))
    writer.endObject()
    return writer.bytes
  }
}
