import AdhereBytes

/// Whether a text is calls as Python writes them, and nothing else: `[f(a=1), g(b='x')]` or one
/// call, with keywords and literals.
///
/// Only the grammar is looked at; what the literals say is read elsewhere. See The Python Language
/// Reference, 2.4 (literals) and 6.3.4 (calls).
struct PythonCalls {
  private let text: UnsafePointer<UInt8>
  private let end: Int
  private var at = 0

  /// Whether calls fill the text.
  static func fill(_ text: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    var calls = PythonCalls(text: text, end: count)
    return calls.takeAll()
  }

  private var byte: UInt8 { at < end ? text[at] : 0 }

  private mutating func skipSpace() {
    while at < end, text[at] <= 0x20 { at += 1 }
  }

  private mutating func take(_ b: UInt8) -> Bool {
    skipSpace()
    guard byte == b else { return false }
    at += 1
    return true
  }

  private mutating func takeAll() -> Bool {
    let isList = take(UInt8(ascii: "["))
    guard takeCall() else { return false }
    if isList {
      while take(UInt8(ascii: ",")) {
        skipSpace()
        if byte == UInt8(ascii: "]") { break }
        guard takeCall() else { return false }
      }
      guard take(UInt8(ascii: "]")) else { return false }
    }
    skipSpace()
    return at == end
  }

  private mutating func takeCall() -> Bool {
    guard takeName(), take(UInt8(ascii: "(")) else { return false }
    while !take(UInt8(ascii: ")")) {
      guard takeName(), take(UInt8(ascii: "=")), takeValue() else { return false }
      guard take(UInt8(ascii: ",")) else { return take(UInt8(ascii: ")")) }
    }
    return true
  }

  private mutating func takeName() -> Bool {
    skipSpace()
    guard ByteClass.isName(byte) || byte >= 0x80, !byte.isDigit else { return false }
    while ByteClass.isName(byte) || byte >= 0x80 { at += 1 }
    return true
  }

  /// A literal, or a list, tuple or dict of them; the depth takes no stack.
  private mutating func takeValue() -> Bool {
    /// The brackets that close what is open.
    var open: [UInt8] = []
    var mayClose = false
    while true {
      skipSpace()
      if mayClose, byte == open.last {
        at += 1
        open.removeLast()
      } else if let close = PythonCalls.closing(byte) {
        at += 1
        open.append(close)
        mayClose = true
        continue
      } else if !takeLiteral() {
        return false
      }
      // What may stand behind a value.
      while let close = open.last, take(close) { open.removeLast() }
      guard let close = open.last else { return true }
      mayClose = true
      if take(UInt8(ascii: ",")) { continue }
      guard close == UInt8(ascii: "}"), take(UInt8(ascii: ":")) else { return false }
      mayClose = false
    }
  }

  private static func closing(_ b: UInt8) -> UInt8? {
    switch b {
    case UInt8(ascii: "["): UInt8(ascii: "]")
    case UInt8(ascii: "{"): UInt8(ascii: "}")
    case UInt8(ascii: "("): UInt8(ascii: ")")
    default: nil
    }
  }

  // MARK: - Literals

  private mutating func takeLiteral() -> Bool {
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return takeString()
    case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), 0x30...0x39: return takeNumber()
    default:
      let start = at
      while ByteClass.isWord(byte) { at += 1 }
      if at == start + 1, byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        // `f` and `b` make no text of what stands there.
        return text[start] | 0x20 == UInt8(ascii: "r") || text[start] | 0x20 == UInt8(ascii: "u")
          ? takeString() : false
      }
      return PythonCalls.words.contains(
        Array(UnsafeBufferPointer(start: text + start, count: at - start)))
    }
  }

  private mutating func takeNumber() -> Bool {
    if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") { at += 1 }
    let start = at
    while byte.isDigit { at += 1 }
    if at > start + 1, text[start] == UInt8(ascii: "0"), byte != UInt8(ascii: ".") { return false }
    var digits = at - start
    if byte == UInt8(ascii: ".") {
      at += 1
      while byte.isDigit {
        at += 1
        digits += 1
      }
    }
    guard digits > 0 else { return false }
    if byte | 0x20 == UInt8(ascii: "e") {
      at += 1
      if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") { at += 1 }
      guard byte.isDigit else { return false }
      while byte.isDigit { at += 1 }
    }
    return !ByteClass.isWord(byte)
  }

  private mutating func takeString() -> Bool {
    let quote = byte
    let isTriple = at + 2 < end && text[at + 1] == quote && text[at + 2] == quote
    at += isTriple ? 3 : 1
    while at < end {
      switch text[at] {
      // Python keeps the backslash before a slash, JSON does not.
      case UInt8(ascii: "\\") where at + 1 < end && text[at + 1] == UInt8(ascii: "/"): return false
      case UInt8(ascii: "\\"): at += 2
      case 0x0A where !isTriple: return false
      // Not in a program's text, or read as another byte.
      case 0, 0x0D: return false
      case quote where !isTriple:
        at += 1
        return true
      case quote where at + 2 < end && text[at + 1] == quote && text[at + 2] == quote:
        at += 3
        return true
      default: at += 1
      }
    }
    return false
  }

  private static let words = Set(["True", "False", "None"].map { Array($0.utf8) })
}
