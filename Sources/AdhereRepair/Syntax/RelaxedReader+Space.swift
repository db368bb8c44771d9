/// White space and comments between tokens.
extension RelaxedReader {
  /// Moves past white space and comments; comments and exotic spaces become changes.
  func skipSpace() {
    while position < end {
      let b = text[position]
      if b > 0x2F, b < 0x5B { return }
      switch b {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      case UInt8(ascii: "/"):
        let next = byte(position + 1)
        guard next == UInt8(ascii: "/") || next == UInt8(ascii: "*") else { return }
        dropComment(block: next == UInt8(ascii: "*"))
      case UInt8(ascii: "#"): dropComment(block: false)
      case UInt8(ascii: "\\") where byte(position + 1) == 0x0A:
        // A line continued as in Python.
        change(position, position + 1, [], .lineContinuation)
        position += 1
      case 0x0B, 0x0C:
        change(position, position + 1, [0x20], .exoticSpace)
        position += 1
      case 0xC2, 0xE1, 0xE2, 0xE3, 0xEF:
        let size = UnicodeSpace.size(text + position, end - position)
        guard size > 0 else { return }
        change(position, position + size, [0x20], .exoticSpace)
        position += size
      default: return
      }
    }
  }

  private func dropComment(block: Bool) {
    let start = position
    if block {
      position += 2
      while position < end,
        !(text[position] == UInt8(ascii: "*") && byte(position + 1) == UInt8(ascii: "/"))
      {
        position += 1
      }
      position = min(position + 2, end)
    } else {
      while position < end, text[position] != 0x0A, text[position] != 0x0D { position += 1 }
    }
    change(start, position, [], .comment)
  }

  /// The first byte after white space from `i`, without changes; NUL at the end.
  func peek(_ i: Int) -> (byte: UInt8, at: Int) {
    var i = i
    while i < end, text[i] == 0x20 || text[i] == 0x0A || text[i] == 0x0D || text[i] == 0x09 {
      i += 1
    }
    return (byte(i), i)
  }
}

/// White space beyond ASCII that word processors and models put between tokens.
enum UnicodeSpace {
  /// Bytes of the space at `p`, 0 where there is none: U+00A0, U+180E, U+2000 to U+200B,
  /// U+2028, U+2029, U+202F, U+205F, U+3000, U+FEFF.
  static func size(_ p: UnsafePointer<UInt8>, _ count: Int) -> Int {
    if count >= 2, p[0] == 0xC2, p[1] == 0xA0 { return 2 }
    guard count >= 3 else { return 0 }
    switch (p[0], p[1], p[2]) {
    case (0xE1, 0xA0, 0x8E), (0xE2, 0x80, 0x80...0x8B), (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9),
      (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80), (0xEF, 0xBB, 0xBF):
      return 3
    default: return 0
    }
  }
}
