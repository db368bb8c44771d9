import AdhereJSON
import AdhereRepair

/// Text of an answer that is to be learnt, which holds markup of calls, or an attempt at a call that
/// nobody could read. A model that learns it writes more of the same.
enum UnreadCall {
  /// Where the first sign is in the text of a JSON string; nil where there is none.
  static func find(
    in content: [UInt8], tools: ToolList?, _ parser: ScratchParser
  ) -> Range<Int>? {
    guard let tape = parser.parse(content), tape.kind(0) == .string else { return nil }
    return CallAttempt.find(in: StringText.decode(tape, 0), tools: tools?.names ?? [])
  }
}
