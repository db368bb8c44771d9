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
  /// By byte: a sign begins with it.
  private let begins: [Bool]
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
    var begins = [Bool](repeating: false, count: 256)
    for sign in signs { begins[Int(sign[0])] = true }
    self.begins = begins
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
    look()
    if state == .call { tail = [] }
    if tail.count > longest { tail.removeFirst(tail.count - longest) }
  }

  /// One pass over the tail: at each byte that begins a sign, how far that sign goes.
  private mutating func look() {
    tail.withUnsafeBufferPointer { tail in
      for i in tail.indices where begins[Int(tail[i])] {
        for sign in signs where sign[0] == tail[i] {
          var n = 1
          while n < sign.count, i + n < tail.count, sign[n] == tail[i + n] { n += 1 }
          if n == sign.count {
            state = .call
            return
          }
          if i + n == tail.count { state = .undecided }
        }
      }
    }
  }
}
