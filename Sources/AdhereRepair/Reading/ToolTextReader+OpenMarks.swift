/// Marks of functions that are not closed before the arguments begin: `<function=f{…}</function>`.
extension ToolTextReader {
  /// Reads the call of an offered tool whose mark begins at `i`.
  ///
  /// - Returns: where to go on; nil where no such mark is there.
  mutating func readOpenMark(at i: Int) -> Int? {
    guard tools != nil, let (name, body) = openMark(at: i), isOffered(name) else { return nil }
    return read(newHead(at: i, name, body: body, isSure: true, isCall: true, edge: i))
  }

  /// The name in `<function=f`, or in `<function(f)`, and where its arguments begin: behind nothing but
  /// a sign or an empty list.
  private func openMark(at i: Int) -> (name: Range<Int>, body: Int)? {
    guard SettingReader.matches("<function", text, i, end), !CodeSpan.isOpen(text, at: i) else {
      return nil
    }
    let sign = i + 9
    guard byte(sign) == UInt8(ascii: "=") || byte(sign) == UInt8(ascii: "(") else { return nil }
    let start = sign + 1
    var stop = start
    while stop < end, ByteClass.isName(text[stop]) { stop += 1 }
    guard stop > start else { return nil }
    var body = stop
    if byte(sign) == UInt8(ascii: "(") {
      guard byte(body) == UInt8(ascii: ")") else { return nil }
      body += 1
    }
    while body - stop < 4, isFiller(byte(body)) { body += 1 }
    return byte(body) == UInt8(ascii: "{") ? (start..<stop, body) : nil
  }

  private func isFiller(_ b: UInt8) -> Bool {
    switch b {
    case 0x20, UInt8(ascii: "="), UInt8(ascii: ","), UInt8(ascii: "("), UInt8(ascii: "["),
      UInt8(ascii: "]"):
      true
    default: false
    }
  }
}
