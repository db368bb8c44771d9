extension StringText {
  /// Appends what the string or key at `index` says, with the escapes resolved, as
  /// ``decode(_:_:)`` gives it.
  public static func append(_ tape: Tape, _ index: Int, to out: inout [UInt8]) {
    let text = tape.text(index)
    guard tape[index].hasEscapes else {
      out.append(contentsOf: text)
      return
    }
    // Between escapes the bytes are copied in stretches.
    var clean = 0
    var i = 0
    while i < text.count {
      guard text[i] == UInt8(ascii: "\\") else {
        i += 1
        continue
      }
      out.append(contentsOf: UnsafeBufferPointer(rebasing: text[clean..<i]))
      var size = escapeSize(text, at: i)
      if size == 6, i + 12 <= text.count, isSurrogatePair(text, at: i) { size = 12 }
      decode(UnsafeBufferPointer(rebasing: text[i..<min(i + size, text.count)])) { out.append($0) }
      i += size
      clean = min(i, text.count)
    }
    out.append(contentsOf: UnsafeBufferPointer(rebasing: text[clean...]))
  }

  private static func escapeSize(_ text: UnsafeBufferPointer<UInt8>, at i: Int) -> Int {
    i + 1 < text.count && text[i + 1] == UInt8(ascii: "u") ? 6 : 2
  }

  private static func isSurrogatePair(_ text: UnsafeBufferPointer<UInt8>, at i: Int) -> Bool {
    guard text[i + 6] == UInt8(ascii: "\\"), text[i + 7] == UInt8(ascii: "u"),
      let high = hex4(text, at: i + 2), let low = hex4(text, at: i + 8)
    else { return false }
    return high & 0xFC00 == 0xD800 && low & 0xFC00 == 0xDC00
  }
}
