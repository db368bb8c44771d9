extension Format {
  /// An IPv6 address of RFC 4291 section 2.2: no zone, no brackets, no prefix length.
  static func isIPv6(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var cursor = FormatCursor(text)
    return ipv6(&cursor) && cursor.atEnd
  }

  /// Steps over an IPv6 address.
  static func ipv6(_ cursor: inout FormatCursor) -> Bool {
    var groups = 0
    var compressed = false
    if cursor.accept(":") {
      guard cursor.accept(":") else { return false }
      compressed = true
    }
    while let byte = cursor.next, byte.isHexDigit {
      let start = cursor.position
      while let byte = cursor.next, byte.isHexDigit { cursor.position += 1 }
      if cursor.next == UInt8(ascii: ".") {
        // The last two groups as a dotted quad.
        cursor.position = start
        guard ipv4(&cursor) else { return false }
        groups += 2
        break
      }
      guard cursor.position - start <= 4 else { return false }
      groups += 1
      guard groups <= 8 else { return false }
      guard cursor.accept(":") else { break }
      if cursor.accept(":") {
        guard !compressed else { return false }
        compressed = true
      } else if cursor.next?.isHexDigit != true {
        // A single colon must be followed by a group.
        return false
      }
    }
    return compressed ? groups <= 7 : groups == 8
  }
}
