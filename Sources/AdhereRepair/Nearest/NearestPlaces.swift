/// Where a text may be mended, given where reading it ended.
enum NearestPlaces {
  /// Marks before and behind the place of failure that are looked at.
  private static let marksBefore = 14
  private static let marksBehind = 6
  /// Bytes that are looked at, at most, in each direction.
  private static let bytesBefore = 600
  private static let bytesBehind = 300

  static func edits(
    _ text: NearestText, _ bytes: UnsafePointer<UInt8>, readsCalls: Bool, isOpenEnded: Bool
  ) -> [MarkEdit] {
    var edits = MarkEdits(
      bytes, text.count, readsCalls: readsCalls, isOpenEnded: isOpenEnded)
    var done: [ClosedRange<Int>] = []
    func add(_ range: ClosedRange<Int>) {
      var range = range
      for known in done where known.overlaps(range) {
        if known.contains(range.lowerBound) {
          guard known.upperBound < range.upperBound else { return }
          range = known.upperBound + 1...range.upperBound
        } else if known.contains(range.upperBound) {
          range = range.lowerBound...known.lowerBound - 1
        }
      }
      done.append(range)
      edits.add(range)
    }
    func around(_ place: Int) {
      add(back(bytes, place)...forward(bytes, place, text.count))
    }
    switch text.end {
    case .complete, .mark: around(text.place)
    case .string(let start):
      around(start)
      around(text.count)
    case .brackets: around(text.count)
    }
    // A bracket too many, too few or of the wrong kind shows where others close or the text ends.
    for start in text.open.suffix(3) + text.open.prefix(1) {
      add(max(0, start - 1)...start + 1)
    }
    if let innermost = text.open.last {
      edits.addClosers(from: innermost, to: min(text.place, text.count))
    }
    if text.open.count > 1 {
      edits.addClosers(from: text.open[text.open.count - 2], to: min(text.place, text.count))
    }
    edits.addQuotePairs(text)
    return edits.edits
  }

  private static func back(_ text: UnsafePointer<UInt8>, _ place: Int) -> Int {
    var i = place
    var marks = 0
    let limit = max(0, place - bytesBefore)
    while i > limit, marks < marksBefore {
      i -= 1
      if MarkEdits.isMark(text[i]) { marks += 1 }
    }
    return i
  }

  private static func forward(_ text: UnsafePointer<UInt8>, _ place: Int, _ end: Int) -> Int {
    var i = min(place, end)
    var marks = 0
    let limit = min(end, place + bytesBehind)
    while i < limit, marks < marksBehind {
      if MarkEdits.isMark(text[i]) { marks += 1 }
      i += 1
    }
    return i
  }
}
