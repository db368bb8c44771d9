extension StringText {
  /// Appends what the string or key at `index` says, with the escapes resolved, as
  /// ``decode(_:_:)`` gives it.
  public static func append(_ tape: Tape, _ index: Int, to out: inout [UInt8]) {
    withDecoded(tape.text(index), hasEscapes: tape[index].hasEscapes) {
      out.append(contentsOf: $0)
    }
  }

  /// Runs `body` with what the inside of a string says. Without escapes those are the bytes
  /// themselves; else a copy on the stack, or on the heap where it is long.
  @inlinable @inline(__always)
  public static func withDecoded<Result>(
    _ inside: UnsafeBufferPointer<UInt8>, hasEscapes: Bool,
    _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    guard hasEscapes else { return body(inside) }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: inside.count) { room in
      let count = write(inside, to: room.baseAddress!)
      return body(UnsafeBufferPointer(start: room.baseAddress, count: count))
    }
  }

  /// Writes what the inside of a string says, and returns how many bytes that is: never more
  /// than it is written with.
  @usableFromInline
  static func write(
    _ inside: UnsafeBufferPointer<UInt8>, to out: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var n = 0
    var i = 0
    while i < inside.count {
      let byte = inside[i]
      guard byte == UInt8(ascii: "\\"), i &+ 1 < inside.count else {
        out[n] = byte
        n &+= 1
        i &+= 1
        continue
      }
      switch inside[i &+ 1] {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out[n] = inside[i &+ 1]
      case UInt8(ascii: "n"): out[n] = 0x0A
      default:
        var size = inside[i &+ 1] == UInt8(ascii: "u") ? 6 : 2
        if size == 6, i + 12 <= inside.count, isSurrogatePair(inside, at: i) { size = 12 }
        decode(UnsafeBufferPointer(rebasing: inside[i..<min(i + size, inside.count)])) {
          out[n] = $0
          n &+= 1
        }
        i &+= size
        continue
      }
      n &+= 1
      i &+= 2
    }
    return n
  }

  private static func isSurrogatePair(_ text: UnsafeBufferPointer<UInt8>, at i: Int) -> Bool {
    guard text[i + 6] == UInt8(ascii: "\\"), text[i + 7] == UInt8(ascii: "u"),
      let high = hex4(text, at: i + 2), let low = hex4(text, at: i + 8)
    else { return false }
    return high & 0xFC00 == 0xD800 && low & 0xFC00 == 0xDC00
  }
}
