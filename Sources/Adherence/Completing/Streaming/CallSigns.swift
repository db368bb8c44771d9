/// Looks for the beginnings of calls in text that streams by, so that the rest can be held back
/// until it is judged and everything before can pass.
struct CallSigns {
  /// What the text so far means for the next bytes.
  enum State {
    /// Plain text: it may pass.
    case text
    /// The end may be the beginning of a sign.
    case undecided
    /// A call may have begun.
    case call
  }

  private let signs: [[UInt8]]
  private let longest: Int
  private var tail: [UInt8] = []
  private var hasBegun = false
  private(set) var state = State.text

  /// - Parameter names: of the tools, which some models call as a program would.
  init(names: [[UInt8]]) {
    signs =
      [
        "<tool_call", "<function", "<|python_tag|>", "[TOOL_CALLS]", "<｜tool", "<|tool",
        "<invoke", "functools[", "```", "<|channel|>", "<tools>", "Action:", "{\"name\"",
        "{\"type\"", "{\"tool", "{\"function", "[{\"",
      ].map { Array($0.utf8) } + names.filter { !$0.isEmpty }.map { $0 + [UInt8(ascii: "(")] }
    longest = signs.map(\.count).max() ?? 0
  }

  /// Takes the next piece of text.
  mutating func append(_ piece: UnsafeBufferPointer<UInt8>) {
    guard state != .call else { return }
    if !hasBegun, let first = piece.first(where: { $0 > 0x20 }) {
      hasBegun = true
      // An answer that begins so is no prose.
      if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") || first == UInt8(ascii: "<") {
        state = .call
        return
      }
    }
    tail.append(contentsOf: piece)
    state = .text
    for sign in signs {
      if contains(sign) {
        state = .call
        tail = []
        return
      }
      if state == .text, endsInside(sign) { state = .undecided }
    }
    if tail.count > longest { tail.removeFirst(tail.count - longest) }
  }

  private func contains(_ sign: [UInt8]) -> Bool {
    guard tail.count >= sign.count else { return false }
    return (0...tail.count - sign.count).contains { i in
      tail[i] == sign[0] && tail[i..<i + sign.count].elementsEqual(sign)
    }
  }

  private func endsInside(_ sign: [UInt8]) -> Bool {
    for count in stride(from: min(sign.count - 1, tail.count), to: 0, by: -1)
    where tail.suffix(count).elementsEqual(sign.prefix(count)) {
      return true
    }
    return false
  }
}
