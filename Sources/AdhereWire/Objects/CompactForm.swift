internal import AdhereBytes

/// JSON text without the white space between its tokens: equal for texts that differ in nothing
/// else.
package enum CompactForm {
  package static func of(_ text: some Sequence<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    var isString = false
    var isEscaped = false
    for byte in text {
      if isString {
        if isEscaped {
          isEscaped = false
        } else if byte == ASCII.backslash {
          isEscaped = true
        } else if byte == ASCII.quote {
          isString = false
        }
      } else if byte == ASCII.quote {
        isString = true
      } else if byte.isSpaceOrControl {
        continue
      }
      out.append(byte)
    }
    return out
  }
}
