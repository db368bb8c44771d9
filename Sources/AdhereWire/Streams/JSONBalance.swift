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
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          inString = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""):
        inString = true
        hasContent = true
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        hasContent = true
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth <= 0 { isComplete = true }
      case 0x20, 0x09, 0x0A, 0x0D: break
      default: hasContent = true
      }
    }
  }
}
