import AdhereBytes

/// What is left of names where spelling does not count.
enum Folding {
  /// A name without case, spaces, dashes, underscores, dots and slashes.
  static func name(_ name: some Sequence<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    for b in name {
      switch b {
      case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: " "),
        UInt8(ascii: "\\"), UInt8(ascii: "/"):
        break
      default: out.append(b.asciiLowercased)
      }
    }
    return out
  }

  /// A name by its letters and digits alone, without case.
  static func identifier(_ name: [UInt8]) -> [UInt8] {
    name.compactMap { b in
      ByteClass.isWord(b) && b != UInt8(ascii: "_") || b >= 0x80 ? b.asciiLowercased : nil
    }
  }

  /// A name as its words with underscores between them: dots, dashes, slashes, spaces and humps
  /// all part words, case does not count. `get.userName` and `get_user_name` are the same,
  /// `co-ordinate` and `coordinate` not.
  static func words(_ name: some Sequence<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    var wasLower = false
    for b in name {
      switch b {
      case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: " "),
        UInt8(ascii: "/"), UInt8(ascii: ":"):
        if out.last != UInt8(ascii: "_"), !out.isEmpty { out.append(UInt8(ascii: "_")) }
        wasLower = false
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        if wasLower { out.append(UInt8(ascii: "_")) }
        out.append(b | 0x20)
        wasLower = false
      case UInt8(ascii: "\\"): break
      default:
        out.append(b)
        wasLower = b >= 0x61 && b <= 0x7A
      }
    }
    if out.last == UInt8(ascii: "_") { out.removeLast() }
    return out
  }
}
