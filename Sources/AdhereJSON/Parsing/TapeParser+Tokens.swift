internal import AdhereBytes

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
    if base[p] > ASCII.space { return p }
    while true {
      switch base[p] {
      case ASCII.space, ASCII.lineFeed, ASCII.carriageReturn, ASCII.tab: p &+= 1
      default: return p
      }
    }
  }

  /// Moves `p` to the closing quote, or to what stopped the scan. Not inlined, and static: most
  /// strings are plain to their end, and a call would have the reader's state in memory.
  @inline(never)
  static func scanString(
    _ base: UnsafePointer<UInt8>, _ p: inout Int, _ flags: inout UInt32
  ) -> StringStop {
    while true {
      p = ByteScan.plainEnd(padded: base, from: p)
      let byte = base[p]
      if byte == ASCII.quote { return .quote }
      if byte == ASCII.backslash {
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
        } while base[p].isNonASCII
      }
    }
  }

  /// Bytes of the escape sequence at `p`, 0 where it is not one of JSON's.
  @inline(__always)
  static func escapeSize(_ p: UnsafePointer<UInt8>) -> Int {
    switch p[1] {
    case ASCII.quote, ASCII.backslash, ASCII.slash, UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return 2
    case UInt8(ascii: "u"):
      for i in 2..<6 where !p[i].isHexDigit { return 0 }
      return 6
    default: return 0
    }
  }

  /// Whether the text ends inside an escape that could still have become one of JSON's.
  static func isCutEscape(_ base: UnsafePointer<UInt8>, _ p: Int, _ length: Int) -> Bool {
    if p + 1 >= length { return true }
    guard base[p + 1] == UInt8(ascii: "u"), p + 6 > length else { return false }
    return (p + 2..<length).allSatisfy { base[$0].isHexDigit }
  }

  /// Moves `p` past the number. Not 0 where the bytes are not a JSON number.
  @inline(__always)
  static func scanNumber(
    _ base: UnsafePointer<UInt8>, _ p: inout Int, _ flags: inout UInt32
  ) -> Int {
    if base[p] == ASCII.minus {
      flags |= Node.negative
      p &+= 1
    }
    if base[p] == ASCII.zero {
      p &+= 1
      if base[p].isDigit { return 1 }
    } else {
      guard base[p].isDigit else { return 1 }
      repeat { p &+= 1 } while base[p].isDigit
    }
    if base[p] == ASCII.period {
      flags |= Node.real
      p &+= 1
      guard base[p].isDigit else { return 1 }
      repeat { p &+= 1 } while base[p].isDigit
    }
    if base[p] | 0x20 == UInt8(ascii: "e") {
      flags |= Node.real
      p &+= 1
      if base[p] == ASCII.plus || base[p] == ASCII.minus { p &+= 1 }
      guard base[p].isDigit else { return 1 }
      repeat { p &+= 1 } while base[p].isDigit
    }
    return 0
  }

  /// The literal at `p` and its size; size 0 where there is none.
  @inline(__always)
  static func literal(_ p: UnsafePointer<UInt8>) -> (Node.Kind, Int) {
    let word = UInt32(littleEndian: UnsafeRawPointer(p).loadUnaligned(as: UInt32.self))
    switch word {
    case 0x6575_7274: return (.true, 4)  // `true`
    case 0x6C6C_756E: return (.null, 4)  // `null`
    case 0x736C_6166 where p[4] == UInt8(ascii: "e"): return (.false, 5)
    default: return (.null, 0)
    }
  }
}
