internal import AdhereBytes

extension Format {
  /// A `Mailbox` of RFC 5321 section 4.1.2, or of RFC 6531 section 3.3 where code points beyond
  /// ASCII are admitted.
  static func isEmail(_ text: UnsafeBufferPointer<UInt8>, international: Bool) -> Bool {
    var cursor = FormatCursor(text)
    let local =
      cursor.next == 0x22
      ? quotedString(&cursor, international) : dotString(&cursor, international)
    guard local, cursor.position <= 64, cursor.accept("@") else { return false }
    if cursor.accept("[") {
      return addressLiteral(&cursor) && cursor.atEnd
    }
    if international {
      // RFC 6531 section 3.3: a label is an ASCII one or a U-label of RFC 5890;
      // section 3.2 only advises to write it composed.
      let name = UnsafeBufferPointer(rebasing: text[cursor.position..<cursor.end])
      return !name.isEmpty && isIDNHostname(name, composed: false)
    }
    return cursor.end - cursor.position <= 255 && domain(&cursor, international) && cursor.atEnd
  }

  /// Past the bytes of a word; false at a character beyond ASCII that may not stand there.
  private static func skip(
    _ cursor: inout FormatCursor, _ international: Bool, _ belongs: (UInt8) -> Bool
  ) -> Bool {
    while let byte = cursor.next {
      if byte >= 0x80 {
        guard international, cursor.nonASCII() != nil else { return false }
      } else {
        guard belongs(byte) else { break }
        cursor.position += 1
      }
    }
    return true
  }

  /// Words of `atext` with single dots between them.
  private static func dotString(_ cursor: inout FormatCursor, _ international: Bool) -> Bool {
    repeat {
      let start = cursor.position
      guard skip(&cursor, international, isAtext), cursor.position > start else { return false }
    } while cursor.accept(".")
    return true
  }

  private static func quotedString(_ cursor: inout FormatCursor, _ international: Bool) -> Bool {
    cursor.position += 1
    while let byte = cursor.next {
      switch byte {
      case 0x22:
        cursor.position += 1
        return true
      case UInt8(ascii: "\\"):
        cursor.position += 1
        guard let quoted = cursor.next, quoted >= 0x20, quoted < 0x7F else { return false }
        cursor.position += 1
      case 0x20..<0x7F: cursor.position += 1
      case 0x80...: guard international, cursor.nonASCII() != nil else { return false }
      default: return false
      }
    }
    return false
  }

  /// Labels of letters, digits and inner hyphens, with single dots between them.
  private static func domain(_ cursor: inout FormatCursor, _ international: Bool) -> Bool {
    repeat {
      let start = cursor.position
      guard
        skip(&cursor, international, { $0.isAlphanumeric || $0 == UInt8(ascii: "-") }),
        cursor.position > start, cursor.position - start <= 63 || international,
        cursor.text[start] != UInt8(ascii: "-"),
        cursor.text[cursor.position - 1] != UInt8(ascii: "-")
      else { return false }
    } while cursor.accept(".")
    return true
  }

  /// What stands between the brackets of an address, and the `]`.
  private static func addressLiteral(_ cursor: inout FormatCursor) -> Bool {
    if cursor.next?.isDigit == true { return ipv4(&cursor) && cursor.accept("]") }
    let start = cursor.position
    while let byte = cursor.next, byte.isAlphanumeric || byte == UInt8(ascii: "-") {
      cursor.position += 1
    }
    let tag = cursor.text[start..<cursor.position]
    guard let last = tag.last, last != UInt8(ascii: "-"), cursor.accept(":") else { return false }
    if tag.count == 4, tag.elementsEqual("ipv6".utf8, by: { $0 | 0x20 == $1 | 0x20 }) {
      return ipv6(&cursor) && cursor.accept("]")
    }
    let content = cursor.position
    while let byte = cursor.next, byte > 0x20, byte < 0x7F, byte != UInt8(ascii: "["),
      byte != UInt8(ascii: "]"), byte != UInt8(ascii: "\\")
    {
      cursor.position += 1
    }
    return cursor.position > content && cursor.accept("]")
  }

  private static func isAtext(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"),
      UInt8(ascii: "&"), UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"),
      UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: "?"),
      UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "{"),
      UInt8(ascii: "|"), UInt8(ascii: "}"), UInt8(ascii: "~"):
      true
    default: byte.isAlphanumeric
    }
  }
}
