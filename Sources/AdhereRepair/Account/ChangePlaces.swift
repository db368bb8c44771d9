/// Where a stretch of the changed text came from.
enum ChangePlaces {
  /// The stretch of the raw text that a stretch of the changed one was made of; whole changes where
  /// it begins or ends inside of one.
  static func source(of span: Range<Int>, before changes: [Change]) -> Range<Int> {
    var shift = 0
    var start: Int?
    for change in changes {
      let place = change.start + shift
      let end = change.end + shift + change.growth
      if start == nil, span.lowerBound < max(end, place + 1) {
        start = span.lowerBound < place ? span.lowerBound - shift : change.start
      }
      if span.upperBound <= place {
        return bounded(start ?? span.lowerBound - shift, span.upperBound - shift)
      }
      if span.upperBound <= end {
        return bounded(start ?? span.lowerBound - shift, change.end)
      }
      shift += change.growth
    }
    return bounded(start ?? span.lowerBound - shift, span.upperBound - shift)
  }

  private static func bounded(_ start: Int, _ end: Int) -> Range<Int> {
    let start = max(0, start)
    return start..<max(start, end)
  }
}
