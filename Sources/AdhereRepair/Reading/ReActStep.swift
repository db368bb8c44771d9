/// A step of the text form in which agents were first asked for calls: a line `Action: f`, and
/// below it `Action Input:` with the arguments. Only both labels together are one.
struct ReActStep {
  /// The tool's name.
  let name: Range<Int>
  /// Where the arguments begin.
  let input: Int

  /// The step whose first label is at `i`; nil where there is none.
  static func find(_ text: UnsafePointer<UInt8>, at i: Int, to end: Int) -> ReActStep? {
    guard SettingReader.matches("Action", text, i, end), isAtMargin(text, i) else { return nil }
    func byte(_ i: Int) -> UInt8 { i < end ? text[i] : 0 }
    func skip(_ i: Int, _ isSkipped: (UInt8) -> Bool) -> Int {
      var i = i
      while i < end, isSkipped(text[i]) { i += 1 }
      return i
    }
    // Bold labels and names in backticks are labels and names.
    let label = skip(i + 6, isOrnament)
    guard label > i + 6 || byte(label) == UInt8(ascii: ":") || isLineEnd(byte(label)) else {
      return nil
    }
    // A label may have a line of its own.
    let start = skip(label, { isOrnament($0) || isLineEnd($0) || $0 == UInt8(ascii: ":") })
    var stop = skip(start, { !isLineEnd($0) })
    var next = skip(stop, { isOrnament($0) || isLineEnd($0) })
    while stop > start, isOrnament(text[stop - 1]) { stop -= 1 }
    let name = start..<stop
    guard !name.isEmpty, name.count <= longestName else { return nil }
    guard SettingReader.matches("Action", text, next, end) else { return nil }
    next += 6
    if byte(next) == 0x20 || byte(next) == UInt8(ascii: "_") { next += 1 }
    guard SettingReader.matches("Input", text, next, end) else { return nil }
    let behind = skip(next + 5) {
      $0 != UInt8(ascii: "`") && (isOrnament($0) || $0 == UInt8(ascii: ":"))
    }
    return ReActStep(name: name, input: skipFence(text, behind, end))
  }

  /// The name behind a label at `i`, where the label of the arguments begins a line further below.
  static func nameApart(_ text: UnsafePointer<UInt8>, at i: Int, to end: Int) -> Range<Int>? {
    guard SettingReader.matches("Action:", text, i, end), isAtMargin(text, i) else { return nil }
    var start = i + 7
    while start < end, isOrnament(text[start]) { start += 1 }
    var stop = start
    while stop < end, stop - start <= longestName, !isLineEnd(text[stop]) { stop += 1 }
    let name = start..<stop
    guard !name.isEmpty, name.count <= longestName else { return nil }
    let limit = min(end, stop + longestGap)
    var line = stop
    while line < limit {
      if text[line] == 0x0A {
        if SettingReader.matches("Action Input:", text, line + 1, end) { return name }
        // The label is another step's.
        if ["Action:", "Observation"].contains(where: {
          SettingReader.matches($0, text, line + 1, end)
        }) {
          return nil
        }
      }
      line += 1
    }
    return nil
  }

  /// How far the label of the arguments is looked for, in bytes.
  private static let longestGap = 1_000
  /// No tool's name is longer, in bytes.
  private static let longestName = 128

  /// Past line ends, backticks, and the label of a fence.
  private static func skipFence(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    var i = start
    while i < end, text[i] <= 0x20 || text[i] == UInt8(ascii: "`") { i += 1 }
    let isFence = i >= start + 3 && (1...3).allSatisfy { text[i - $0] == UInt8(ascii: "`") }
    if isFence {
      while i < end, ByteClass.isWord(text[i]) { i += 1 }
      while i < end, text[i] <= 0x20 { i += 1 }
    }
    return i
  }

  private static func isAtMargin(_ text: UnsafePointer<UInt8>, _ i: Int) -> Bool {
    var j = i
    while j > 0, isOrnament(text[j - 1]) { j -= 1 }
    return j == 0 || text[j - 1] == 0x0A
  }

  private static func isLineEnd(_ b: UInt8) -> Bool { b == 0x0A || b == 0x0D }

  private static func isOrnament(_ b: UInt8) -> Bool {
    b == 0x20 || b == 0x09 || b == UInt8(ascii: "*") || b == UInt8(ascii: "`")
  }
}
