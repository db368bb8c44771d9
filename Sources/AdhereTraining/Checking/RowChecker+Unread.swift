import AdhereJSON
import AdhereRepair

/// Calls in the text of answers, which no trainer looks for.
extension RowChecker {
  /// The text of a wanted answer holds no markup of calls and no call that nobody read.
  func checkUnread(_ message: Int, _ tools: DeclaredTools) {
    guard let content = tape.present("content", of: message) else { return }
    if tape.kind(content) == .array {
      for part in tape.children(of: content) {
        if let text = tape.present("text", of: part) { checkUnread(text: text, tools) }
      }
    } else {
      checkUnread(text: content, tools)
    }
  }

  /// - Parameter node: a string; anything else is not looked at.
  func checkUnread(text node: Int, _ tools: DeclaredTools) {
    guard tape.kind(node) == .string else { return }
    let text = StringText.decode(tape, node)
    // Where there is no tool, JSON is the answer that was asked for.
    if tools.isEmpty, inner.parse(text) != nil { return }
    guard let place = CallAttempt.find(in: text, tools: Set(tools.keys)) else { return }
    error(
      "gap-unread-call", node,
      "holds markup of calls, or a call that was not read, at byte \(place.lowerBound): write it "
        + "into tool_calls, or leave the row out")
  }

  /// A rejected text is one that a model wrote, and not the record of calls that an API gave.
  func checkRejectedText(_ side: Int) {
    for message in tape.children(of: side) where hasRole(message, "assistant") {
      guard let content = tape.present("content", of: message), tape.kind(content) == .string,
        let list = inner.parse(StringText.decode(tape, content)), list.kind(0) == .array,
        list.count(of: 0) > 0, list.children(of: 0).allSatisfy({ Self.isRecord($0, in: list) })
      else { continue }
      error(
        "gap-rejected", content,
        "is the record of calls as an API gives them, which no model writes: write tool_calls, or "
          + "leave the row out")
    }
  }

  /// `{"name","arguments"}` with the arguments as a string, alone or wrapped as chat completions do.
  private static func isRecord(_ node: Int, in tape: Tape) -> Bool {
    guard tape.kind(node) == .object else { return false }
    let call = tape.present("function", of: node) ?? node
    guard tape.kind(call) == .object, let name = tape.present("name", of: call),
      let arguments = tape.present("arguments", of: call)
    else { return false }
    return tape.kind(name) == .string && tape.kind(arguments) == .string
  }
}
