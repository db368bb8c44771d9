/// Where marks come next in a text; each stretch of it is looked through once.
struct CallEnds {
  enum Kind: Int {
    /// `</…`
    case tag
    /// `<|…`
    case special
    /// `[/…`
    case bracket
    /// A fence.
    case fence
  }

  private var known: [(from: Int, at: Int)] = [(0, -1), (0, -1), (0, -1), (0, -1)]

  /// Offset of the next mark from `i`; the text's end where there is none.
  mutating func next(
    _ kind: Kind, from i: Int, _ text: UnsafePointer<UInt8>, _ end: Int
  ) -> Int {
    let (from, at) = known[kind.rawValue]
    if from <= i, i <= at { return at }
    var k = i
    while k < end, !CallEnds.stands(kind, at: k, text, end) { k += 1 }
    known[kind.rawValue] = (i, k)
    return k
  }

  private static func stands(
    _ kind: Kind, at k: Int, _ text: UnsafePointer<UInt8>, _ end: Int
  ) -> Bool {
    switch kind {
    case .tag:
      text[k] == UInt8(ascii: "<") && k + 1 < end && text[k + 1] == UInt8(ascii: "/")
    case .bracket:
      text[k] == UInt8(ascii: "[") && k + 1 < end && text[k + 1] == UInt8(ascii: "/")
    case .special:
      text[k] == UInt8(ascii: "<") && k + 1 < end && text[k + 1] == UInt8(ascii: "|")
    case .fence:
      text[k] == 0x60 && k + 2 < end && text[k + 1] == 0x60 && text[k + 2] == 0x60
    }
  }
}
