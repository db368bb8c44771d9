extension StringText {
  /// Appends what the string or key at `index` says, with the escapes resolved, as
  /// ``decode(_:_:)`` gives it.
  public static func append(_ tape: Tape, _ index: Int, to out: inout [UInt8]) {
    let text = tape.text(index)
    guard tape[index].hasEscapes else {
      out.append(contentsOf: text)
      return
    }
    // What an escape says is never longer than the escape.
    var i = 0
    while i < text.count {
      let byte = text[i]
      guard byte == UInt8(ascii: "\\"), i + 1 < text.count else {
        out.append(byte)
        i += 1
        continue
      }
      switch text[i + 1] {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(text[i + 1])
      case UInt8(ascii: "n"): out.append(0x0A)
      default:
        var size = escapeSize(text, at: i)
        if size == 6, i + 12 <= text.count, isSurrogatePair(text, at: i) { size = 12 }
        decode(UnsafeBufferPointer(rebasing: text[i..<min(i + size, text.count)])) {
          out.append($0)
        }
        i += size
        continue
      }
      i += 2
    }
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
