internal import AdhereBytes

/// `date`, `time`, `date-time` and `duration` (RFC 3339).
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

  /// `full-time` of RFC 3339 section 5.6.
  static func isTime(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var cursor = FormatCursor(text)
    return fullTime(&cursor) && cursor.atEnd
  }

  /// `hh:mm:ss`, the whole of what draft 3 admits.
  static func isDraft3Time(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var cursor = FormatCursor(text)
    guard let (_, _, second) = clock(&cursor) else { return false }
    return second <= 59 && cursor.atEnd
  }

  /// Steps over a `full-time`. A second of 60 is one that UTC may insert: 23:59:60 there.
  static func fullTime(_ cursor: inout FormatCursor) -> Bool {
    guard let (hour, minute, second) = clock(&cursor) else { return false }
    if cursor.accept("."), cursor.digits() == 0 { return false }
    var offset = 0
    if !cursor.acceptLetter("z") {
      let sign = cursor.next
      guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return false }
      cursor.position += 1
      guard let hours = cursor.twoDigits(), cursor.accept(":"), let minutes = cursor.twoDigits(),
        hours <= 23, minutes <= 59
      else { return false }
      offset = (hours * 60 + minutes) * (sign == UInt8(ascii: "+") ? 1 : -1)
    }
    guard second == 60 else { return true }
    let day = 24 * 60
    return (hour * 60 + minute - offset + day) % day == day - 1
  }

  /// Steps over `hh:mm:ss`.
  private static func clock(
    _ cursor: inout FormatCursor
  ) -> (hour: Int, minute: Int, second: Int)? {
    guard let hour = cursor.twoDigits(), cursor.accept(":"), let minute = cursor.twoDigits(),
      cursor.accept(":"), let second = cursor.twoDigits(), hour <= 23, minute <= 59, second <= 60
    else { return nil }
    return (hour, minute, second)
  }

  /// `date-time` of RFC 3339 section 5.6.
  static func isDateTime(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var cursor = FormatCursor(text)
    return fullDate(&cursor) && cursor.acceptLetter("t") && fullTime(&cursor) && cursor.atEnd
  }

  /// `duration` of RFC 3339 appendix A: units without gaps, weeks alone, no fractions.
  static func isDuration(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var cursor = FormatCursor(text)
    guard cursor.accept("P") else { return false }
    if cursor.next?.isDigit == true {
      let start = cursor.position
      if cursor.digits() > 0, cursor.accept("W") { return cursor.atEnd }
      cursor.position = start
      guard units(&cursor, "YMD") else { return false }
      if cursor.atEnd { return true }
    }
    return cursor.accept("T") && units(&cursor, "HMS") && cursor.atEnd
  }

  /// One or more `number unit`, the units being consecutive ones of `names`.
  private static func units(_ cursor: inout FormatCursor, _ names: StaticString) -> Bool {
    var last = -1
    while cursor.next?.isDigit == true {
      _ = cursor.digits()
      guard let unit = cursor.next else { return false }
      var index = 0
      while index < names.utf8CodeUnitCount, names.utf8Start[index] != unit { index += 1 }
      guard index < names.utf8CodeUnitCount, last < 0 || index == last + 1 else { return false }
      last = index
      cursor.position += 1
    }
    return last >= 0
  }
}
