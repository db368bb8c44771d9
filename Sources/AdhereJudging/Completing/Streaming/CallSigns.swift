import AdhereBytes

/// Searches text that arrives in pieces for the beginnings of calls, so that what follows can be
/// held back until it is judged, and everything before can pass.
struct CallSigns {
  /// What is known from the text so far.
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
        ].map { Array($0.utf8) } + names.filter { !$0.isEmpty }.map { $0 + [ASCII.leftParenthesis] }
      var begins = [Bool](repeating: false, count: 256)
      for sign in signs { begins[Int(sign[0])] = true }
      self.begins = begins
    }
  }

  private let table: Table
  /// The end of the text where it may be the beginning of a sign.
  private var tail: [UInt8] = []
  private var hasBegun = false
  private(set) var state = State.text

  init(_ table: Table) { self.table = table }

  /// Takes the next piece of text.
  mutating func append(_ piece: UnsafeBufferPointer<UInt8>) {
    guard state != .call else { return }
    if !hasBegun, let first = piece.first(where: { !$0.isSpaceOrControl }) {
      hasBegun = true
      // Prose does not begin with these.
      if first == ASCII.leftBrace || first == ASCII.leftBracket || first == ASCII.lessThan {
        state = .call
        return
      }
    }
    if tail.isEmpty {
      let open = search(piece)
      if open < piece.count { tail.append(contentsOf: piece[open...]) }
    } else {
      tail.append(contentsOf: piece)
      let open = tail.withUnsafeBufferPointer { search($0) }
      tail.removeFirst(open)
    }
  }

  /// One pass: at each byte that begins a sign, how far that sign goes.
  ///
  /// - Returns: where the beginning of a possible sign is; the end where there is none.
  private mutating func search(_ text: UnsafeBufferPointer<UInt8>) -> Int {
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
