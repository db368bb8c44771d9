internal import AdhereBytes

/// Follows the brackets of JSON text that comes in pieces, to see whether a value is whole. No
/// check of anything else.
struct JSONBalance {
  private var depth = 0
  private var inString = false
  private var isEscaped = false
  /// An object or array was opened and closed again.
  private(set) var isComplete = false
  /// Something other than white space was seen.
  private(set) var hasContent = false

  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let base = bytes.baseAddress else { return }
    var i = 0
    while i < bytes.count {
      if inString {
        if isEscaped {
          isEscaped = false
          i += 1
          continue
        }
        i = ByteScan.next(of: ASCII.quote, ASCII.backslash, base, i, bytes.count)
        guard i < bytes.count else { return }
        if base[i] == ASCII.quote { inString = false } else { isEscaped = true }
        i += 1
        continue
      }
      switch base[i] {
      case ASCII.quote:
        inString = true
        hasContent = true
      case ASCII.leftBrace, ASCII.leftBracket:
        depth += 1
        hasContent = true
      case ASCII.rightBrace, ASCII.rightBracket:
        depth -= 1
        if depth <= 0 { isComplete = true }
      case ASCII.space, ASCII.tab, ASCII.lineFeed, ASCII.carriageReturn: break
      default: hasContent = true
      }
      i += 1
    }
  }
}
