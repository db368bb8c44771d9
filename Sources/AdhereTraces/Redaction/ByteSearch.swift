import AdhereJudging

/// Looking at bytes around others.
enum ByteSearch {
  /// Whether the place is a number of its own in something like JSON: digits alone, after a
  /// colon, comma, bracket or equals sign, before what ends a value.
  static func standsAsNumber(_ text: UnsafeBufferPointer<UInt8>, _ place: Range<Int>) -> Bool {
    guard text[place].allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
    var before = place.lowerBound - 1
    while before >= 0, text[before] <= 0x20 { before -= 1 }
    var after = place.upperBound
    while after < text.count, text[after] <= 0x20 { after += 1 }
    guard before >= 0, ":,[(=".utf8.contains(text[before]) else { return false }
    return after == text.count || ",]})".utf8.contains(text[after])
  }
}
