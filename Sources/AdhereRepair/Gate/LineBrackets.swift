/// Where the rest of a line closes brackets that it does not open, asked for many places of one line.
struct LineBrackets {
  /// The line, from the first place on that was asked about.
  private var line = 0..<0
  /// Of each place of it, whether the rest closes more than it opens.
  private var closes: [Bool] = []

  /// Whether more is closed from `start` to the end of its line than is opened.
  mutating func closeMore(
    _ text: UnsafePointer<UInt8>, from start: Int, to end: Int
  ) -> Bool {
    if !line.contains(start) { read(text, start, end) }
    return line.contains(start) && closes[start - line.lowerBound]
  }

  private mutating func read(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) {
    var stop = start
    while stop < end, text[stop] != 0x0A { stop += 1 }
    line = start..<stop
    closes = [Bool](repeating: false, count: line.count)
    // From the end: what a bracket opens takes one of the closing ones behind it.
    var open = 0
    for i in line.reversed() {
      switch text[i] {
      case UInt8(ascii: "}"), UInt8(ascii: "]"): open += 1
      case UInt8(ascii: "{"), UInt8(ascii: "["): open = max(0, open - 1)
      default: break
      }
      closes[i - start] = open > 0
    }
  }
}
