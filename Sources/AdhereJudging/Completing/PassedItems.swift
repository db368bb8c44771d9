import AdhereRepair
import AdhereWire

/// Answers whose items are not ours to judge: calls of the provider's own tools, and what no version
/// of this library knew.
///
/// They pass beside text and calls. An answer of nothing else is neither empty nor a text without a
/// call: it is named, and not judged.
enum PassedItems {
  /// The verdict on a message without text and calls; nil where it holds no such item.
  static func judgement(_ message: ChatMessage) -> Judgement? {
    guard !message.passedItems.isEmpty, message.unreadParts.isEmpty else { return nil }
    let list = message.passedItems.joined(separator: ", ")
    return Judgement(
      .unchecked,
      reason: Reason(
        .notJudged, "the answer holds \(list) and neither text nor a call, which is not judged"))
  }
}
