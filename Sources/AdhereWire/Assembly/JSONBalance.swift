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
    for byte in bytes {
      if inString {
        if isEscaped {
          isEscaped = false
        } else if byte == ASCII.backslash {
          isEscaped = true
        } else if byte == ASCII.quote {
          inString = false
        }
        continue
      }
      switch byte {
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
    }
  }
}
