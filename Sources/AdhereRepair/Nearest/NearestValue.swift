import AdhereJSON

/// The nearest readings of a broken value in a text.
enum NearestValue {
  /// What came of it.
  enum Outcome {
    /// One reading and no rival.
    case one(NearestSearch.Reading)
    /// Several that are as good as each other, the cheapest first.
    case rivals([NearestSearch.Reading])
    /// The text is as likely cut off.
    case cut
    /// Some that conform, cheapest first, but not every text within reach could be tried, or the only
    /// one names a key twice.
    case unproven([NearestSearch.Reading])
    /// None that conforms; those that were read, cheapest first.
    case none([NearestSearch.Reading])
  }

  static func search(
    _ raw: UnsafeBufferPointer<UInt8>, isOpenEnded: Bool,
    mayFollow: @escaping (UnsafePointer<UInt8>, Int, Int) -> Bool,
    judge: @escaping (JSONDocument) -> (conforms: Bool, cost: Int)
  ) -> Outcome {
    var search = NearestSearch(
      readsCalls: false, isOpenEnded: isOpenEnded,
      makeReader: { RelaxedReader($0, from: 0, to: $1) },
      mayFollow: mayFollow,
      judge: judge)
    search.run(raw)
    return choose(search)
  }

  static func choose(_ search: NearestSearch) -> Outcome {
    let conforming = search.readings.filter(\.conforms)
    guard let best = conforming.first else { return .none(search.readings) }
    if best.isCut { return .cut }
    var near: [NearestSearch.Reading] = []
    var forms: [[UInt8]] = []
    var isDoubtful = false
    for reading in conforming.prefix(while: { $0.cost < best.cost + EditCosts.margin }) {
      if reading.isCut { return .cut }
      isDoubtful = isDoubtful || reading.isDoubtful
      // The same value in other notation is no rival.
      let form = reading.form
      if forms.contains(form) { continue }
      forms.append(form)
      near.append(reading)
    }
    if near.count > 1 { return .rivals(near) }
    return search.isExhausted || best.repeatsKey || isDoubtful ? .unproven(near) : .one(best)
  }
}
