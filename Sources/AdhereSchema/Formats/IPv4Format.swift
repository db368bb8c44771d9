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
}
