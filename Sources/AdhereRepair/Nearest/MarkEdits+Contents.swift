import AdhereBytes

/// What a string says by its contents about the marks at its edge: a bracket that closes what the
/// string opened is the string's, and so is a quote of which it holds the other one.
extension MarkEdits {
  /// How far a string's other end is looked for.
  private static let reach = 4_000

  /// Whether the string that ends at `quote` ends in a bracket that closes one of its own.
  func endsInOwnBracket(_ quote: Int) -> Bool {
    guard quote > 0, MarkEdits.isCloser(text[quote - 1]), let start = opening(of: quote) else {
      return false
    }
    return isBalanced(start + 1..<quote)
  }

  /// Whether the string that begins at `quote` closes more than it opens: the bracket before it is
  /// the string's.
  func closesBracket(before quote: Int) -> Bool {
    guard let stop = closing(of: quote) else { return false }
    var depth = 0
    for i in quote + 1..<stop {
      if MarkEdits.isOpener(text[i]) { depth += 1 }
      if MarkEdits.isCloser(text[i]) { depth -= 1 }
      if depth < 0 { return true }
    }
    return false
  }

  /// Whether the string that ends at `quote` opens a bracket that it does not close.
  func leavesBracket(_ quote: Int) -> Bool {
    guard quote > 0, let start = opening(of: quote) else { return false }
    var depth = 0
    for i in start + 1..<quote {
      if MarkEdits.isOpener(text[i]) { depth += 1 }
      if MarkEdits.isCloser(text[i]) { depth -= 1 }
      if depth < 0 { return false }
    }
    return depth > 0
  }

  /// Whether the escaped quote at `i` closes another one of its string.
  func closesEscapedQuote(_ i: Int) -> Bool {
    var isOpen = false
    var j = i - 2
    while j >= 0, i - j < MarkEdits.reach {
      if text[j] == UInt8(ascii: "\"") {
        guard j > 0, text[j - 1] == UInt8(ascii: "\\") else { return isOpen }
        isOpen.toggle()
        j -= 1
      }
      j -= 1
    }
    return false
  }

  /// Whether the apostrophe at `i` closes another one of its string.
  func closesApostrophe(_ i: Int) -> Bool {
    guard let start = opening(of: i) else { return false }
    var isOpen = false
    for j in start + 1..<max(start + 1, i) where text[j] == UInt8(ascii: "'") {
      let isInWord =
        ByteClass.isWordOrBeyondASCII(text[j - 1]) && ByteClass.isWordOrBeyondASCII(text[j + 1])
      if !isInWord { isOpen.toggle() }
    }
    return isOpen
  }

  private func isBalanced(_ range: Range<Int>) -> Bool {
    var depth = 0
    for i in range {
      if MarkEdits.isOpener(text[i]) { depth += 1 }
      if MarkEdits.isCloser(text[i]) { depth -= 1 }
      if depth < 0 { return false }
    }
    return depth == 0
  }

  private func opening(of quote: Int) -> Int? {
    var i = quote - 1
    while i >= 0, quote - i < MarkEdits.reach {
      if text[i] == UInt8(ascii: "\""), i == 0 || text[i - 1] != UInt8(ascii: "\\") { return i }
      i -= 1
    }
    return nil
  }

  private func closing(of quote: Int) -> Int? {
    var i = quote + 1
    while i < end, i - quote < MarkEdits.reach {
      if text[i] == UInt8(ascii: "\"") { return i }
      i += text[i] == UInt8(ascii: "\\") ? 2 : 1
    }
    return nil
  }

  static func isOpener(_ b: UInt8) -> Bool {
    b == UInt8(ascii: "{") || b == UInt8(ascii: "[") || b == UInt8(ascii: "(")
  }

  static func isCloser(_ b: UInt8) -> Bool {
    b == UInt8(ascii: "}") || b == UInt8(ascii: "]") || b == UInt8(ascii: ")")
  }
}
