/// The tokens of RFC 8259, over bytes. Each function relies on the NUL after the text.
extension TapeParser {
  /// Why a string scan ended.
  enum StringStop {
    case quote, control, escape, utf8
  }

  @inline(__always)
  static func skipSpace(_ base: UnsafePointer<UInt8>, _ from: Int) -> Int {
    var p = from
    // Most tokens follow the last without a gap, or after one space.
    if base[p] > 0x20 { return p }
    while true {
      switch base[p] {
      case 0x20, 0x0A, 0x0D, 0x09: p &+= 1
      default: return p
      }
    }
  }

  /// The first byte from `p` on that is a quote, a backslash, a control or not ASCII. Eight
  /// bytes at once; the borrow of the subtractions can only spoil bytes above a true hit.
  @inline(__always)
  static func skipPlain(_ base: UnsafePointer<UInt8>, _ from: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    var p = from
    while true {
      let word = UInt64(
        littleEndian: (UnsafeRawPointer(base) + p).loadUnaligned(as: UInt64.self))
      let quote = word ^ 0x2222_2222_2222_2222
      let slash = word ^ 0x5C5C_5C5C_5C5C_5C5C
      let hit =
        (((quote &- ones) & ~quote) | ((slash &- ones) & ~slash)
          | ((word &- 0x2020_2020_2020_2020) & ~word) | word) & highs
      if hit != 0 { return p &+ (hit.trailingZeroBitCount &>> 3) }
      p &+= 8
    }
  }

  /// Moves `p` to the closing quote, or to what stopped the scan. Not inlined, and static: most
  /// strings are plain to their end, and a call would have the reader's state in memory.
  @inline(never)
  static func scanString(
    _ base: UnsafePointer<UInt8>, _ p: inout Int, _ flags: inout UInt32
  ) -> StringStop {
    while true {
      p = skipPlain(base, p)
      let byte = base[p]
      if byte == UInt8(ascii: "\"") { return .quote }
      if byte == UInt8(ascii: "\\") {
        flags |= Node.escapes
        let size = TapeParser.escapeSize(base + p)
        if size == 0 { return .escape }
        p &+= size
      } else if byte < 0x20 {
        return .control
      } else {
        flags |= Node.nonASCII
        repeat {
          let size = UTF8Sequence.size(base + p)
          if size == 0 { return .utf8 }
          p &+= size
        } while base[p] >= 0x80
      }
    }
  }

  /// Bytes of the escape sequence at `p`, 0 where it is none of JSON's.
  @inline(__always)
  static func escapeSize(_ p: UnsafePointer<UInt8>) -> Int {
    switch p[1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return 2
    case UInt8(ascii: "u"):
      for i in 2..<6 where StringText.hexDigit(p[i]) == nil { return 0 }
      return 6
    default: return 0
    }
  }

  /// Whether the text ends inside an escape that could still have become one of JSON's.
  static func isCutEscape(_ base: UnsafePointer<UInt8>, _ p: Int, _ length: Int) -> Bool {
    if p + 1 >= length { return true }
    guard base[p + 1] == UInt8(ascii: "u"), p + 6 > length else { return false }
    return (p + 2..<length).allSatisfy { StringText.hexDigit(base[$0]) != nil }
  }

  /// Moves `p` past the number. Not 0 where the bytes are no JSON number.
  @inline(__always)
  static func scanNumber(
    _ base: UnsafePointer<UInt8>, _ p: inout Int, _ flags: inout UInt32
  ) -> Int {
    if base[p] == UInt8(ascii: "-") {
      flags |= Node.negative
      p &+= 1
    }
    if base[p] == UInt8(ascii: "0") {
      p &+= 1
      if isDigit(base[p]) { return 1 }
    } else {
      guard isDigit(base[p]) else { return 1 }
      repeat { p &+= 1 } while isDigit(base[p])
    }
    if base[p] == UInt8(ascii: ".") {
      flags |= Node.real
      p &+= 1
      guard isDigit(base[p]) else { return 1 }
      repeat { p &+= 1 } while isDigit(base[p])
    }
    if base[p] | 0x20 == UInt8(ascii: "e") {
      flags |= Node.real
      p &+= 1
      if base[p] == UInt8(ascii: "+") || base[p] == UInt8(ascii: "-") { p &+= 1 }
      guard isDigit(base[p]) else { return 1 }
      repeat { p &+= 1 } while isDigit(base[p])
    }
    return 0
  }

  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  /// The literal at `p` and its size; size 0 where it is none.
  @inline(__always)
  static func literal(_ p: UnsafePointer<UInt8>) -> (Node.Kind, Int) {
    let word = UInt32(littleEndian: UnsafeRawPointer(p).loadUnaligned(as: UInt32.self))
    switch word {
    case 0x6575_7274: return (.true, 4)
    case 0x6C6C_756E: return (.null, 4)
    case 0x736C_6166 where p[4] == UInt8(ascii: "e"): return (.false, 5)
    default: return (.null, 0)
    }
  }
}

/// Well-formed UTF-8 (Unicode 16, table 3-7): no overlong forms, no surrogates, at most U+10FFFF.
public enum UTF8Sequence {
  /// Bytes of the sequence that begins at `p`, which is not ASCII; 0 where it is ill-formed.
  /// Stops at the first wrong byte, so a NUL after the text ends it.
  @inlinable @inline(__always)
  public static func size(_ p: UnsafePointer<UInt8>) -> Int {
    let lead = p[0]
    if lead < 0xC2 { return 0 }
    if lead < 0xE0 { return p[1] & 0xC0 == 0x80 ? 2 : 0 }
    if lead < 0xF0 {
      let second = p[1]
      guard second & 0xC0 == 0x80, p[2] & 0xC0 == 0x80 else { return 0 }
      if lead == 0xE0, second < 0xA0 { return 0 }
      if lead == 0xED, second >= 0xA0 { return 0 }
      return 3
    }
    guard lead < 0xF5 else { return 0 }
    let second = p[1]
    guard second & 0xC0 == 0x80, p[2] & 0xC0 == 0x80, p[3] & 0xC0 == 0x80 else { return 0 }
    if lead == 0xF0, second < 0x90 { return 0 }
    if lead == 0xF4, second >= 0x90 { return 0 }
    return 4
  }

  /// Whether the text ends inside a sequence that could still have become well-formed.
  static func isCut(_ base: UnsafePointer<UInt8>, _ p: Int, _ length: Int) -> Bool {
    let lead = base[p]
    let need = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0
    guard p + need > length else { return false }
    return (p + 1..<length).allSatisfy { base[$0] & 0xC0 == 0x80 }
  }
}
