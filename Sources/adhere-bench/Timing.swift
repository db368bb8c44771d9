import AdherePlatform

/// Times of runs, in seconds.
enum Timing {
  /// Of which clock the times are.
  enum Clock {
    /// What the thread spent on a processor.
    case threadCPU
    case monotonic

    /// Seconds since some fixed moment.
    var now: Double {
      let nanoseconds =
        switch self {
        case .threadCPU: SystemClock.threadCPU()
        case .monotonic: SystemClock.monotonic()
        }
      return Double(nanoseconds) / 1e9
    }
  }

  /// The median of as many runs as fit the budget, five at least, after one that does not count.
  ///
  /// - Parameters:
  ///   - budget: seconds for all runs together.
  ///   - most: runs after which it ends, whatever the budget.
  static func median(
    of clock: Clock = .threadCPU, budget: Double = 0.2, most: Int = 2_000, _ body: () -> Void
  ) -> Double {
    body()
    var times: [Double] = []
    var total = 0.0
    while times.count < 5 || total < budget && times.count < most {
      let time = once(of: clock, body)
      times.append(time)
      total += time
    }
    times.sort()
    return times[times.count / 2]
  }

  static func once(of clock: Clock = .threadCPU, _ body: () -> Void) -> Double {
    let start = clock.now
    body()
    return max(clock.now - start, 1e-9)
  }

  /// Two digits after the point.
  static func rounded(_ x: Double) -> Double { (x * 100).rounded() / 100 }
}
