#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Looking at bytes around and for others.
enum ByteSearch {
  static func contains(_ text: [UInt8], _ word: [UInt8]) -> Bool {
    guard let first = word.first, text.count >= word.count else { return word.isEmpty }
    return text.withUnsafeBufferPointer { text in
      word.withUnsafeBufferPointer { word in
        var p = text.baseAddress!
        let end = p + (text.count - word.count + 1)
        while p < end {
          guard let found = memchr(p, Int32(first), p.distance(to: end)) else { return false }
          p = UnsafePointer(found.assumingMemoryBound(to: UInt8.self))
          if memcmp(p, word.baseAddress!, word.count) == 0 { return true }
          p += 1
        }
        return false
      }
    }
  }

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
