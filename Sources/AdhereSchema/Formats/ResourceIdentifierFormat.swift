internal import AdhereBytes

extension Format {
  /// A URI or URI reference of RFC 3986, or an IRI or IRI reference of RFC 3987.
  ///
  /// - Parameters:
  ///   - international: whether code points beyond ASCII are admitted.
  ///   - relative: whether the scheme may be left out.
  static func isResourceIdentifier(
    _ text: UnsafeBufferPointer<UInt8>, international: Bool, relative: Bool
  ) -> Bool {
    var resource = ResourceText(cursor: FormatCursor(text), international: international)
    return resource.isReference(absolute: !relative)
  }
}

/// The grammar that URIs and IRIs share.
struct ResourceText {
  var cursor: FormatCursor
  let international: Bool

  mutating func isReference(absolute: Bool) -> Bool {
    let hasScheme = scheme()
    if absolute, !hasScheme { return false }
    if cursor.accept("/") {
      if cursor.accept("/") {
        guard authority() else { return false }
        // What follows an authority is empty or begins with a slash.
        switch cursor.next {
        case nil, UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): break
        default: return false
        }
      }
      path(colons: true)
    } else {
      // Without a scheme the first segment has no colon, or it would be one.
      path(colons: hasScheme)
    }
    if cursor.accept("?") { characters(slash: true, question: true, query: true) }
    if cursor.accept("#") { characters(slash: true, question: true, query: false) }
    return cursor.atEnd
  }

  /// Steps over `scheme:`, or leaves the cursor where it is.
  private mutating func scheme() -> Bool {
    guard let first = cursor.next, first.isLetter else { return false }
    let start = cursor.position
    while let byte = cursor.next {
      switch byte {
      case UInt8(ascii: ":"):
        cursor.position += 1
        return true
      case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
        cursor.position += 1
      default:
        guard byte.isAlphanumeric else {
          cursor.position = start
          return false
        }
        cursor.position += 1
      }
    }
    cursor.position = start
    return false
  }

  /// Steps over `[userinfo@]host[:port]`, the two slashes being behind the cursor.
  private mutating func authority() -> Bool {
    let start = cursor.position
    characters(colon: true)
    if !cursor.accept("@") { cursor.position = start }
    if cursor.accept("[") {
      guard literalAddress() else { return false }
    } else {
      characters(colon: false)
    }
    if cursor.accept(":") { _ = cursor.digits() }
    return true
  }

  /// Steps over an IPv6 or future address and the `]` after it.
  private mutating func literalAddress() -> Bool {
    if cursor.acceptLetter("v") {
      let start = cursor.position
      while let byte = cursor.next, byte.isHexDigit { cursor.position += 1 }
      guard cursor.position > start, cursor.accept(".") else { return false }
      let address = cursor.position
      while let byte = cursor.next,
        Self.isUnreserved(byte) || Self.isSubDelimiter(byte)
          || byte == UInt8(ascii: ":")
      {
        cursor.position += 1
      }
      guard cursor.position > address else { return false }
    } else {
      guard Format.ipv6(&cursor) else { return false }
    }
    return cursor.accept("]")
  }

  private mutating func path(colons: Bool) {
    if !colons { characters(colon: false, at: true) }
    guard colons || cursor.next == UInt8(ascii: "/") else { return }
    characters(slash: true)
  }

  /// Steps over unreserved characters, percent-encodings, sub-delimiters and what else is asked.
  ///
  /// Without `slash` it is a part of an authority, where `@` ends the user's name.
  private mutating func characters(
    colon: Bool = true, at: Bool = false, slash: Bool = false, question: Bool = false,
    query: Bool = false
  ) {
    while let byte = cursor.next {
      if byte >= 0x80 {
        let start = cursor.position
        guard international, let scalar = cursor.nonASCII(),
          Self.isInternational(scalar, query: query)
        else {
          cursor.position = start
          return
        }
        continue
      }
      if byte == UInt8(ascii: "%") {
        guard cursor.percentEncoded() else { return }
        continue
      }
      let admitted =
        switch byte {
        case UInt8(ascii: ":"): colon
        case UInt8(ascii: "@"): at || slash
        case UInt8(ascii: "/"): slash
        case UInt8(ascii: "?"): question
        default: Self.isUnreserved(byte) || Self.isSubDelimiter(byte)
        }
      guard admitted else { return }
      cursor.position += 1
    }
  }

  static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
    default: byte.isAlphanumeric
    }
  }

  static func isSubDelimiter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "!"), UInt8(ascii: "$"), UInt8(ascii: "&"), UInt8(ascii: "'"),
      UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "*"), UInt8(ascii: "+"),
      UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "="):
      true
    default: false
    }
  }

  /// `ucschar` of RFC 3987 section 2.2, with `iprivate` in a query.
  static func isInternational(_ scalar: UInt32, query: Bool) -> Bool {
    switch scalar {
    case 0xA0...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFEF: true
    case 0xE000...0xF8FF, 0xF0000...0xFFFFD, 0x100000...0x10FFFD: query
    case 0x10000..<0xE0000: scalar & 0xFFFF < 0xFFFE
    case 0xE1000..<0xEFFFE: true
    default: false
    }
  }
}
