import AdhereBytes

/// Finds the literal values that a program text assigns to its variables.
struct AssignmentReader {
  /// Longer values are not looked for, in bytes.
  private static let longestValue = 2_000

  private let text: UnsafePointer<UInt8>
  private let end: Int
  private var variables = Variables()
  private var work = 0

  /// One pass over the lines, in which no more is read in vain than a few times the text.
  ///
  /// - Parameters:
  ///   - text: followed by ``AdhereJSON/TapeParser/padding``.
  ///   - tools: those that were offered: what they are given stays as it is.
  static func read(
    _ text: UnsafePointer<UInt8>, _ end: Int, tools: ToolTable? = nil
  ) -> Variables {
    var reader = AssignmentReader(text, end)
    reader.readLines()
    if !reader.variables.isEmpty {
      let changed = ChangedNames.find(text, end, among: reader.variables) { name in
        tools.map { $0.resolve(name) != nil || $0.sameLastWord(as: name) != nil } ?? true
      }
      for name in changed { reader.variables.spoil(name) }
    }
    return reader.variables
  }

  private init(_ text: UnsafePointer<UInt8>, _ end: Int) {
    self.text = text
    self.end = end
  }

  private mutating func readLines() {
    var i = 0
    while i < end, work <= 8 * end {
      while i < end, text[i] == 0x20 || text[i] == 0x09 { i += 1 }
      let stop = wordEnd(i)
      let name = bytes(i, stop)
      if name == Array("for".utf8) {
        spoilLoopNames(from: stop)
      } else if stop > i, !text[i].isDigit {
        i = readAssignment(of: name, from: stop)
      }
      while i < end, text[i] != 0x0A { i += 1 }
      i += 1
    }
  }

  /// Every name between `for` and the colon takes many values.
  private mutating func spoilLoopNames(from start: Int) {
    var i = start
    while i < end, text[i] != 0x0A, text[i] != UInt8(ascii: ":") {
      let word = wordEnd(i)
      if word > i { variables.spoil(bytes(i, word)) }
      i = max(word, i + 1)
    }
  }

  /// Reads what follows a name at the beginning of a line; the offset to go on from.
  private mutating func readAssignment(of name: [UInt8], from stop: Int) -> Int {
    let limit = min(end, stop + AssignmentReader.longestValue)
    let reader = RelaxedReader(text, from: stop, to: limit)
    let sign = reader.peek(stop)
    let second = reader.byte(sign.at + 1)
    if second == UInt8(ascii: "="), sign.byte != UInt8(ascii: "=") {
      variables.spoil(name)
      return stop
    }
    guard sign.byte == UInt8(ascii: "="), second != UInt8(ascii: "=") else { return stop }
    if variables.isAssigned(name) { variables.spoil(name) }
    let from = reader.peek(sign.at + 1).at
    reader.position = from
    let result = reader.read()
    work += reader.work(since: stop)
    // `load("a.csv")` is not its argument.
    guard result == .complete, !reader.used.contains(.innerQuotes),
      !reader.used.contains(.functionWrapper)
    else {
      variables.spoil(name)
      return max(stop, min(reader.position, stop + 200))
    }
    let next = reader.position
    var after = next
    while after < limit, text[after] == 0x20 { after += 1 }
    guard after >= limit || text[after] == 0x0A || text[after] == UInt8(ascii: "#") else {
      variables.spoil(name)
      return next
    }
    let raw = UnsafeBufferPointer(start: text + from, count: next - from)
    let json = Changes.apply(reader.changes.map { $0.shifted(by: -from) }, to: raw)
    variables.assign(name, Variables.Value(json: json, end: next))
    return next
  }

  private func wordEnd(_ start: Int) -> Int {
    var i = start
    while i < end, ByteClass.isWord(text[i]) { i += 1 }
    return i
  }

  private func bytes(_ start: Int, _ stop: Int) -> [UInt8] {
    Array(UnsafeBufferPointer(start: text + start, count: stop - start))
  }
}
