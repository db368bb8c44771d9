/// The variables of a program text that stand for one literal value: assigned once, in a line of
/// their own, and never changed.
struct Variables {
  private var values: [[UInt8]: (json: [UInt8], end: Int)] = [:]

  /// Longer values are not looked for, in bytes.
  private static let longestValue = 2_000

  /// One pass over the lines. A name that is assigned twice, looped over or added to is none.
  init(_ text: UnsafePointer<UInt8>, _ end: Int) {
    var spoiled: Set<[UInt8]> = []
    var i = 0
    var work = 0
    while i < end, work <= 8 * end {
      while i < end, text[i] == 0x20 || text[i] == 0x09 { i += 1 }
      var stop = i
      while stop < end, RelaxedReader.isWordByte(text[stop]) { stop += 1 }
      let name = Array(UnsafeBufferPointer(start: text + i, count: stop - i))
      if name == Array("for".utf8) {
        // Every name before `in` takes many values.
        var j = stop
        while j < end, text[j] != 0x0A, text[j] != UInt8(ascii: ":") {
          var word = j
          while word < end, RelaxedReader.isWordByte(text[word]) { word += 1 }
          if word > j {
            spoiled.insert(Array(UnsafeBufferPointer(start: text + j, count: word - j)))
          }
          j = max(word, j + 1)
        }
      } else if stop > i, !RelaxedReader.isDigit(text[i]) {
        i = Variables.readAssignment(
          text, stop, min(end, stop + Variables.longestValue), name, &values, &spoiled, &work)
      }
      while i < end, text[i] != 0x0A { i += 1 }
      i += 1
    }
    for name in spoiled { values[name] = nil }
  }

  /// The value of the word at `start..<stop`, if it was assigned before.
  func value(_ text: UnsafePointer<UInt8>, _ start: Int, _ stop: Int) -> [UInt8]? {
    let name = Array(UnsafeBufferPointer(start: text + start, count: stop - start))
    guard let value = values[name], value.end <= start else { return nil }
    return value.json
  }

  /// Reads what follows a name at the beginning of a line; the offset to go on from.
  private static func readAssignment(
    _ text: UnsafePointer<UInt8>, _ stop: Int, _ end: Int, _ name: [UInt8],
    _ values: inout [[UInt8]: (json: [UInt8], end: Int)], _ spoiled: inout Set<[UInt8]>,
    _ work: inout Int
  ) -> Int {
    let reader = RelaxedReader(text, from: stop, to: end)
    let sign = reader.peek(stop)
    let second = reader.byte(sign.at + 1)
    if second == UInt8(ascii: "="), sign.byte != UInt8(ascii: "=") {
      spoiled.insert(name)
      return stop
    }
    guard sign.byte == UInt8(ascii: "="), second != UInt8(ascii: "=") else { return stop }
    if values[name] != nil { spoiled.insert(name) }
    let from = reader.peek(sign.at + 1).at
    reader.position = from
    let result = reader.read()
    work += reader.work(since: stop)
    // `load("a.csv")` is not its argument.
    guard result == .complete, !reader.used.contains(.innerQuotes),
      !reader.used.contains(.functionWrapper)
    else {
      spoiled.insert(name)
      return max(stop, min(reader.position, stop + 200))
    }
    let next = reader.position
    var after = next
    while after < end, text[after] == 0x20 { after += 1 }
    guard after >= end || text[after] == 0x0A || text[after] == UInt8(ascii: "#") else {
      spoiled.insert(name)
      return next
    }
    let raw = UnsafeBufferPointer(start: text + from, count: next - from)
    values[name] = (Changes.apply(reader.changes.map { $0.offset(by: -from) }, to: raw), next)
    return next
  }
}
