internal import AdhereBytes

/// What a JSON string says: the bytes between its quotes, with the escapes resolved
/// (RFC 8259 section 7).
///
/// A lone surrogate escape, which RFC 8259 allows and UTF-8 cannot hold, becomes its three-byte
/// (WTF-8) form, so no two texts collapse into one.
public enum StringText {
  /// What the string or key at `index` says.
  public static func decode(_ tape: Tape, _ index: Int) -> [UInt8] {
    let inside = tape.text(index)
    guard tape[index].hasEscapes else { return Array(inside) }
    return [UInt8](unsafeUninitializedCapacity: inside.count) { buffer, count in
      count = write(inside, to: buffer.baseAddress!)
    }
  }

  /// Appends what the string or key at `index` says.
  public static func append(_ tape: Tape, _ index: Int, to out: inout [UInt8]) {
    withDecoded(tape.text(index), hasEscapes: tape[index].hasEscapes) {
      out.append(contentsOf: $0)
    }
  }

  /// Runs `body` with what the inside of a string says. Without escapes those are the bytes
  /// themselves; else a copy on the stack, or on the heap where it is long.
  ///
  /// - Parameters:
  ///   - inside: the bytes between the quotes.
  ///   - hasEscapes: whether there is a backslash among them.
  ///   - body: gets the decoded bytes, which are there until it returns.
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

  /// Number of Unicode code points (not bytes), as `minLength` and `maxLength` count them (JSON
  /// Schema validation, section 6.3).
  public static func length(_ tape: Tape, _ index: Int) -> Int {
    let text = tape.text(index)
    let node = tape[index]
    if !node.hasEscapes, !node.hasNonASCII { return text.count }
    return withDecoded(text, hasEscapes: node.hasEscapes) {
      var count = 0
      for byte in $0 where !byte.isUTF8Continuation { count += 1 }
      return count
    }
  }

  // MARK: - Comparing

  /// Whether the decoded string or key at `index` is exactly `other`.
  public static func equals(
    _ tape: Tape, _ index: Int, _ other: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    withDecoded(tape.text(index), hasEscapes: tape[index].hasEscapes) {
      $0.count == other.count && sameBytes($0, other)
    }
  }

  /// Whether two strings say the same, each decoded.
  public static func equal(_ a: Tape, _ i: Int, _ b: Tape, _ j: Int) -> Bool {
    withDecoded(b.text(j), hasEscapes: b[j].hasEscapes) { equals(a, i, $0) }
  }

  /// Negative, zero or positive as the first string's decoded bytes sort before, equal or after
  /// the second's. UTF-8 bytes sort as code points do.
  public static func compare(_ a: Tape, _ i: Int, _ b: Tape, _ j: Int) -> Int {
    withDecoded(a.text(i), hasEscapes: a[i].hasEscapes) { first in
      withDecoded(b.text(j), hasEscapes: b[j].hasEscapes) { compare(first, $0) }
    }
  }

  private static func compare(
    _ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>
  ) -> Int {
    for i in 0..<min(a.count, b.count) where a[i] != b[i] {
      return a[i] < b[i] ? -1 : 1
    }
    return a.count - b.count
  }

  @inline(__always)
  private static func sameBytes(
    _ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    var i = 0
    let count = a.count
    while i &+ 8 <= count {
      let x = UnsafeRawPointer(a.baseAddress! + i).loadUnaligned(as: UInt64.self)
      let y = UnsafeRawPointer(b.baseAddress! + i).loadUnaligned(as: UInt64.self)
      if x != y { return false }
      i &+= 8
    }
    while i < count {
      if a[i] != b[i] { return false }
      i &+= 1
    }
    return true
  }

  // MARK: - Escapes

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
      guard byte == ASCII.backslash, i &+ 1 < inside.count else {
        out[n] = byte
        n &+= 1
        i &+= 1
        continue
      }
      let letter = inside[i &+ 1]
      if letter == UInt8(ascii: "u") {
        let (scalar, size) = unicodeEscape(inside, at: i)
        if let scalar {
          UTF8Sequence.encode(scalar) {
            out[n] = $0
            n &+= 1
          }
        }
        i &+= size
        continue
      }
      out[n] = shortEscape(letter)
      n &+= 1
      i &+= 2
    }
    return n
  }

  @inline(__always)
  private static func shortEscape(_ letter: UInt8) -> UInt8 {
    switch letter {
    case UInt8(ascii: "n"): ASCII.lineFeed
    case UInt8(ascii: "t"): ASCII.tab
    case UInt8(ascii: "r"): ASCII.carriageReturn
    case UInt8(ascii: "b"): ASCII.backspace
    case UInt8(ascii: "f"): ASCII.formFeed
    default: letter
    }
  }

  /// The code point of the `\u` escape at `i`, and the bytes it is written with: twelve for a
  /// pair of surrogates.
  private static func unicodeEscape(
    _ inside: UnsafeBufferPointer<UInt8>, at i: Int
  ) -> (scalar: UInt32?, size: Int) {
    guard let unit = Hex.unit(inside, at: i + 2) else { return (nil, 6) }
    guard unit & 0xFC00 == 0xD800, inside.hasBytes("\\u", at: i + 6),
      let low = Hex.unit(inside, at: i + 8), low & 0xFC00 == 0xDC00
    else { return (unit, 6) }
    return (0x10000 + ((unit & 0x3FF) << 10) + (low & 0x3FF), 12)
  }
}
