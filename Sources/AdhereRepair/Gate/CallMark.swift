import AdhereBytes

/// `call:f` in front of arguments, or of a list of them.
enum CallMark {
  /// The name behind the mark at `i`; nil where none is there, or nothing follows it.
  static func name(_ text: UnsafePointer<UInt8>, at i: Int, to end: Int) -> Range<Int>? {
    guard UnsafeBufferPointer(start: text, count: end).hasBytes("call:", at: i) else { return nil }
    let start = i + 5
    var stop = start
    while stop < end, ByteClass.isName(text[stop]) { stop += 1 }
    guard stop > start, stop < end,
      text[stop] == UInt8(ascii: "{") || text[stop] == UInt8(ascii: ":")
    else { return nil }
    return start..<stop
  }
}
