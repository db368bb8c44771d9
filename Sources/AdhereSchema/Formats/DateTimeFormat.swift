extension Format {
  /// `date-time` of RFC 3339 section 5.6.
  static func isDateTime(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var cursor = FormatCursor(text)
    return fullDate(&cursor) && cursor.acceptLetter("t") && fullTime(&cursor) && cursor.atEnd
  }
}
