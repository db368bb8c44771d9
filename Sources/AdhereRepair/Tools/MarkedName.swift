/// A name with marks in it that a server did not take out: special tokens, and tags that close.
enum MarkedName {
  /// What is beside the marks; nothing where there is none, or where what is beside a tag is more than
  /// the name.
  static func parts(of written: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var parts: [ArraySlice<UInt8>] = []
    var hasToken = false
    var from = written.startIndex
    var i = from
    while i < written.endIndex {
      guard written[i] == UInt8(ascii: "<"), i + 1 < written.endIndex else {
        i += 1
        continue
      }
      // Behind the last one no mark ends.
      guard let stop = written[i...].firstIndex(of: UInt8(ascii: ">")) else { break }
      // A bar, or one of full width.
      if written[i + 1] == UInt8(ascii: "|") || written[i + 1] == 0xEF {
        hasToken = true
      } else if written[i + 1] != UInt8(ascii: "/") {
        return []
      }
      append(written[from..<i], to: &parts)
      i = stop + 1
      from = i
    }
    guard from > written.startIndex else { return [] }
    append(written[from...], to: &parts)
    return hasToken || parts.count == 1 ? parts : []
  }

  private static func append(_ part: ArraySlice<UInt8>, to parts: inout [ArraySlice<UInt8>]) {
    var part = part
    while let last = part.last, last <= 0x20 { part = part.dropLast() }
    while let first = part.first, first <= 0x20 { part = part.dropFirst() }
    if !part.isEmpty { parts.append(part) }
  }
}
