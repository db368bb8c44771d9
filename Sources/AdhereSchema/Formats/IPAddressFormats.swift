internal import AdhereBytes

/// `ipv4` and `ipv6`.
extension Format {
  /// A dotted quad: `IPv4address` of RFC 3986 section 3.2.2, without leading zeros.
  static func isIPv4(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var cursor = FormatCursor(text)
    return ipv4(&cursor) && cursor.atEnd
  }

  /// Steps over a dotted quad.
  static func ipv4(_ cursor: inout FormatCursor) -> Bool {
    for octet in 0..<4 {
      if octet > 0, !cursor.accept(".") { return false }
      let start = cursor.position
      let count = cursor.digits()
      guard count >= 1, count <= 3, count == 1 || cursor.text[start] != 0x30 else { return false }
      var value = 0
      for index in start..<cursor.position { value = value * 10 + Int(cursor.text[index] - 0x30) }
      guard value <= 255 else { return false }
    }
    return true
  }

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
