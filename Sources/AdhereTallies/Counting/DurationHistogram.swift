/// Counts of durations in fixed steps, so that those of several processes add up.
public struct DurationHistogram: Sendable, Equatable {
  /// Upper bounds of the steps in nanoseconds; a last one without a bound follows.
  public static let bounds: [Int] = [
    1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000,
    5_000_000, 10_000_000, 25_000_000, 100_000_000, 1_000_000_000,
  ]

  /// Durations in each step; not cumulative.
  public package(set) var counts = [Int](repeating: 0, count: DurationHistogram.bounds.count + 1)
  /// Sum of all durations in nanoseconds.
  public package(set) var sum = 0

  /// No durations.
  package init() {}

  /// Number of durations.
  public var count: Int { counts.reduce(0) { $0.counted(with: $1) } }

  /// Counts `times` durations of so many nanoseconds.
  package mutating func observe(_ nanoseconds: Int, times: Int = 1) {
    var step = 0
    DurationHistogram.bounds.withUnsafeBufferPointer { bounds in
      while step < bounds.count, nanoseconds > bounds[step] { step &+= 1 }
    }
    counts[step] = counts[step].counted(with: times)
    sum = sum.counted(with: max(0, nanoseconds).counted(times: times))
  }

  package static func += (a: inout DurationHistogram, b: DurationHistogram) {
    for i in a.counts.indices { a.counts[i] = a.counts[i].counted(with: b.counts[i]) }
    a.sum = a.sum.counted(with: b.sum)
  }
}
