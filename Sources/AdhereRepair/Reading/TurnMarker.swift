/// Where a text goes over to the next turn of a dialogue. Models that miss their end token go on
/// to write the user's next message and their own next answer; neither belongs to this one.
enum TurnMarker {
  private static let markers: [[UInt8]] = [
    "### Instruction", "### Response", "### Human", "### User", "### Assistant", "### Input",
    "### Question", "<|im_start|>user", "<|im_start|>assistant", "<|im_start|>system",
    "<|start_header_id|>user", "<|start_header_id|>assistant", "assistant<|end_header_id|>",
    "user<|end_header_id|>", "<|eot_id|>", "<|im_end|>", "<|endoftext|>", "<|user|>",
    "<|assistant|>", "<|end_of_turn|>", "<start_of_turn>", "[INST]", "</s>", "<|eom_id|>",
    "\nHuman:", "\nUser:", "\nUSER:",
    "\nObservation:",
  ].map { Array($0.utf8) }

  private static let firstBytes = Set(markers.map { $0[0] })

  /// Offset of the first marker at or after `start`; `end` where there is none.
  static func first(_ text: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int {
    var i = start
    while i < end {
      let b = text[i]
      if b == UInt8(ascii: "#") || b == UInt8(ascii: "<") || b == UInt8(ascii: "[") || b == 0x0A
        || b == UInt8(ascii: "a") || b == UInt8(ascii: "u"),
        firstBytes.contains(b),
        markers.contains(where: { matches(text, i, end, $0) })
      {
        return i
      }
      i += 1
    }
    return end
  }

  /// Marks of the user's turn, and of what a tool answered.
  private static let others: [[UInt8]] = [
    "Human:", "User:", "USER:", "### User", "### Human", "<|im_start|>user", "<|user|>",
    "<|start_header_id|>user", "<start_of_turn>user", "Observation:",
  ].map { Array($0.utf8) }

  /// Whether someone else's turn begins at `i`, the first sign of a line: what follows was not
  /// said by the model, or was made up by it.
  static func beginsOtherTurn(_ text: UnsafePointer<UInt8>, at i: Int, to end: Int) -> Bool {
    others.contains { matches(text, i, end, $0) }
  }

  private static func matches(
    _ text: UnsafePointer<UInt8>, _ i: Int, _ end: Int, _ word: [UInt8]
  ) -> Bool {
    guard i + word.count <= end else { return false }
    for (offset, b) in word.enumerated() where text[i + offset] != b { return false }
    return true
  }
}
