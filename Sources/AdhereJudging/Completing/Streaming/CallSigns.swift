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

  /// What begins a call. The same for every answer to a contract. Nothing in it changes.
  final class Table: @unchecked Sendable {
    /// For tools that are not known.
    static let ofUnknownTools = Table(names: [])

    private let signs: [[UInt8]]
    /// By the first byte of a sign: which second bytes signs have behind it, a bit for each by its
    /// low five bits. Read for every byte of every text, so outside of any array.
    private let seconds: UnsafeMutablePointer<UInt32>
    /// Bytes of the longest sign.
    private let longest: Int

    /// - Parameter names: of the tools, which some models call as a program would.
    init(names: [[UInt8]]) {
      let signs =
        [
          "<tool_call", "<function", "<|python_tag|>", "[TOOL_CALLS]", "<｜tool", "<|tool",
          "<invoke", "functools[", "```", "<|channel|>", "<tools>", "Action:", "{\"name\"",
          "{\"type\"", "{\"tool", "{\"function", "[{\"",
        ].map { Array($0.utf8) } + names.filter { !$0.isEmpty }.map { $0 + [ASCII.leftParenthesis] }
      self.signs = signs
      longest = signs.lazy.map(\.count).max() ?? 0
      seconds = .allocate(capacity: 256)
      seconds.initialize(repeating: 0, count: 256)
      // None is of one byte: a name has its bracket.
      for sign in signs { seconds[Int(sign[0])] |= 1 << UInt32(sign[1] & 31) }
    }

    deinit { seconds.deallocate() }

    /// Whether a sign may begin at `i`.
    @inline(__always)
    private func mayBegin(_ text: UnsafeBufferPointer<UInt8>, at i: Int) -> Bool {
      let bits = seconds[Int(text[i])]
      return i + 1 < text.count ? bits >> UInt32(text[i + 1] & 31) & 1 != 0 : bits != 0
    }

    /// One pass over the bytes that talk does not have: each sign has one of them, or is cut off by
    /// the end. So only what is right before such a byte is looked at.
    ///
    /// - Returns: what the text is, and where the beginning of a possible sign is; the end where
    ///   there is none.
    func search(_ text: UnsafeBufferPointer<UInt8>) -> (state: State, open: Int) {
      guard let base = text.baseAddress else { return (.text, 0) }
      var open = text.count
      var seen = 0
      var mark = -1
      while mark < text.count {
        mark = ByteScan.talkEnd(base, mark + 1, text.count)
        let last = min(mark + 1, text.count)
        for i in max(seen, mark + 1 - longest)..<max(seen, last) where mayBegin(text, at: i) {
          for sign in signs where sign[0] == text[i] {
            var n = 1
            while n < sign.count, i + n < text.count, sign[n] == text[i + n] { n += 1 }
            if n == sign.count { return (.call, text.count) }
            if i + n == text.count { open = min(open, i) }
          }
        }
        seen = last
      }
      return (open < text.count ? .undecided : .text, open)
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

  private mutating func search(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    let found = table.search(text)
    state = found.state
    return found.open
  }
}
