extension Format {
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
