extension Int {
  /// Where counts stop growing. Beyond it, readers of JSON take no whole numbers, and the sum of a
  /// thousand of them still fits.
  package static let largestCount = 1 << 53

  /// A sum of counts that stops at ``largestCount``: counts come from files of others, and must not
  /// end the process.
  package func counted(with other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? Int.largestCount : Swift.min(sum, Int.largestCount)
  }

  /// So many times, as far as counts go.
  package func counted(times: Int) -> Int {
    let (product, overflow) = multipliedReportingOverflow(by: times)
    return overflow ? Int.largestCount : Swift.min(product, Int.largestCount)
  }

  /// Adds, as far as counts go.
  package mutating func count(_ more: Int) { self = counted(with: more) }
}
