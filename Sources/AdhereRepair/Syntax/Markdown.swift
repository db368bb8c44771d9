/// Backslashes that Markdown put before `_` and `*`.
enum Markdown {
  static func unescape(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(UInt8(ascii: "\\")) else { return bytes }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    for (i, b) in bytes.enumerated() {
      if b == UInt8(ascii: "\\"), i + 1 < bytes.count,
        bytes[i + 1] == UInt8(ascii: "_") || bytes[i + 1] == UInt8(ascii: "*")
      {
        continue
      }
      out.append(b)
    }
    return out
  }
}
