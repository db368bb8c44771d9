extension Format {
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
}
