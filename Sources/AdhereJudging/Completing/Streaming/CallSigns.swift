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

  /// What begins a call. The same for every choice of an answer.
  final class Table {
    let signs: [[UInt8]]
    /// By byte: a sign begins with it.
    let begins: [Bool]

    /// - Parameter names: of the tools, which some models call as a program would.
    init(names: [[UInt8]]) {
      signs =
        [
          "<tool_call", "<function", "<|python_tag|>", "[TOOL_CALLS]", "<｜tool", "<|tool",
          "<invoke", "functools[", "```", "<|channel|>", "<tools>", "Action:", "{\"name\"",
          "{\"type\"", "{\"tool", "{\"function", "[{\"",
        ].map { Array($0.utf8) } + names.filter { !$0.isEmpty }.map { $0 + [UInt8(ascii: "(")] }
      var begins = [Bool](repeating: false, count: 256)
      for sign in signs { begins[Int(sign[0])] = true }
      self.begins = begins
    }
  }

  private let table: Table
  /// What may be the beginning of a sign.
  private var tail: [UInt8] = []
  private var hasBegun = false
  private(set) var state = State.text

  init(_ table: Table) { self.table = table }

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
    if tail.isEmpty {
      let open = look(piece)
      if open < piece.count { tail.append(contentsOf: piece[open...]) }
    } else {
      tail.append(contentsOf: piece)
      let open = tail.withUnsafeBufferPointer { look($0) }
      tail.removeFirst(open)
    }
  }

  /// One pass: at each byte that begins a sign, how far that sign goes.
  ///
  /// - Returns: where what may still become a sign begins; the end where nothing may.
  private mutating func look(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    state = .text
    var open = text.count
    for i in 0..<text.count where table.begins[Int(text[i])] {
      for sign in table.signs where sign[0] == text[i] {
        var n = 1
        while n < sign.count, i + n < text.count, sign[n] == text[i + n] { n += 1 }
        if n == sign.count {
          state = .call
          return text.count
        }
        if i + n == text.count {
          state = .undecided
          open = min(open, i)
        }
      }
    }
    return open
  }
}
