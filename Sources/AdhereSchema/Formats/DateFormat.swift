extension Format {
  /// `full-date` of RFC 3339 section 5.6, with the days its months have.
  static func isDate(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var cursor = FormatCursor(text)
    return fullDate(&cursor) && cursor.atEnd
  }

  /// Steps over a `full-date`.
  static func fullDate(_ cursor: inout FormatCursor) -> Bool {
    guard let century = cursor.twoDigits(), let years = cursor.twoDigits(), cursor.accept("-"),
      let month = cursor.twoDigits(), cursor.accept("-"), let day = cursor.twoDigits()
    else { return false }
    guard day >= 1 else { return false }
    let year = century * 100 + years
    switch month {
    case 1, 3, 5, 7, 8, 10, 12: return day <= 31
    case 4, 6, 9, 11: return day <= 30
    case 2:
      let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      return day <= (leap ? 29 : 28)
    default: return false
    }
  }
}
