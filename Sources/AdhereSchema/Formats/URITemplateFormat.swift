extension Format {
  /// A URI Template of RFC 6570 section 2, of any level.
  static func isURITemplate(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var cursor = FormatCursor(text)
    while let byte = cursor.next {
      switch byte {
      case UInt8(ascii: "{"):
        cursor.position += 1
        guard expression(&cursor) else { return false }
      case UInt8(ascii: "%"):
        guard cursor.percentEncoded() else { return false }
      case 0x80...:
        guard let scalar = cursor.nonASCII(), ResourceText.isInternational(scalar, query: true)
        else { return false }
      case 0..<0x21, 0x22, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"),
        UInt8(ascii: "^"), UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "}"), 0x7F:
        return false
      default:
        cursor.position += 1
      }
    }
    return true
  }

  /// Steps over an expression, the `{` being behind the cursor.
  private static func expression(_ cursor: inout FormatCursor) -> Bool {
    switch cursor.next {
    case UInt8(ascii: "+"), UInt8(ascii: "#"), UInt8(ascii: "."), UInt8(ascii: "/"),
      UInt8(ascii: ";"), UInt8(ascii: "?"), UInt8(ascii: "&"),
      // Reserved for extensions, and part of the grammar.
      UInt8(ascii: "="), UInt8(ascii: ","), UInt8(ascii: "!"), UInt8(ascii: "@"),
      UInt8(ascii: "|"):
      cursor.position += 1
    default: break
    }
    repeat {
      guard variable(&cursor) else { return false }
    } while cursor.accept(",")
    return cursor.accept("}")
  }

  /// Steps over a `varspec`: a name with its modifier.
  private static func variable(_ cursor: inout FormatCursor) -> Bool {
    repeat {
      var count = 0
      while let byte = cursor.next {
        if byte.isAlphanumeric || byte == UInt8(ascii: "_") {
          cursor.position += 1
        } else if !cursor.percentEncoded() {
          break
        }
        count += 1
      }
      guard count > 0 else { return false }
    } while cursor.accept(".")
    if cursor.accept("*") { return true }
    guard cursor.accept(":") else { return true }
    guard let first = cursor.next, first != 0x30 else { return false }
    let count = cursor.digits()
    return count >= 1 && count <= 4
  }
}
