/// Two shares of the same requests: how many of the pairs conform on both sides, on one, on none.
///
/// Pairs say more than two separate shares: what a request makes hard is hard for both sides, and
/// drops out of the difference.
public struct PairedProportions: Sendable, Equatable {
  /// Pairs in which both sides conform.
  public var both = 0
  /// Pairs in which the first side alone does.
  public var firstOnly = 0
  /// Pairs in which the second side alone does.
  public var secondOnly = 0
  /// Pairs in which neither does.
  public var neither = 0

  /// No pairs yet.
  public init() {}

  /// Counts a pair.
  public mutating func add(_ first: Bool, _ second: Bool) {
    switch (first, second) {
    case (true, true): both += 1
    case (true, false): firstOnly += 1
    case (false, true): secondOnly += 1
    case (false, false): neither += 1
    }
  }

  /// All pairs.
  public var pairs: Int { both + firstOnly + secondOnly + neither }
  /// The share of the first side.
  public var first: Proportion { Proportion(both + firstOnly, of: pairs) }
  /// The share of the second side.
  public var second: Proportion { Proportion(both + secondOnly, of: pairs) }

  /// The first share less the second, with Newcombe's interval of 95 % for paired shares (method
  /// 10: the two score intervals, joined by how the sides go together). Nil without pairs.
  ///
  /// Source: Newcombe 1998, Statistics in Medicine 17, 2635-2650.
  public var difference: Proportion.Difference? {
    guard let p = first.share, let q = second.share else { return nil }
    let (x, y) = (first.interval, second.interval)
    let (below1, above1) = (p - x.low, x.high - p)
    let (below2, above2) = (q - y.low, y.high - q)
    let phi = correlation
    func joined(_ a: Double, _ b: Double) -> Double {
      max(0, a * a - 2 * phi * a * b + b * b).squareRoot()
    }
    return Proportion.Difference(
      value: p - q, low: max(-1, p - q - joined(below1, above2)),
      high: min(1, p - q + joined(above1, below2)))
  }

  /// How the two sides go together, -1 to 1, with Newcombe's correction for few pairs.
  private var correlation: Double {
    let (a, b) = (Double(both), Double(firstOnly))
    let (c, d) = (Double(secondOnly), Double(neither))
    let product = (a + b) * (c + d) * (a + c) * (b + d)
    guard product > 0 else { return 0 }
    let cross = a * d - b * c
    let half = Double(pairs) / 2
    let corrected = cross > half ? cross - half : cross >= 0 ? 0 : cross
    return corrected / product.squareRoot()
  }

  /// The probability of a difference as large as this one where there is none: McNemar's exact test
  /// of the pairs in which the sides differ, two-sided.
  ///
  /// Source: McNemar 1947, Psychometrika 12, 153-157; in its exact form a binomial test.
  public var chance: Double {
    let n = firstOnly + secondOnly
    let less = min(firstOnly, secondOnly)
    guard n > 0, firstOnly != secondOnly else { return 1 }
    // Relative to the middle of the distribution, beside which the ends may be nothing.
    let middle = n / 2
    var all = 1.0
    var tail = middle <= less ? 1.0 : 0.0
    var term = 1.0
    for k in stride(from: middle, to: 0, by: -1) {
      term *= Double(k) / Double(n - k + 1)
      all += term
      if k - 1 <= less { tail += term }
      if term < 1e-300 { break }
    }
    term = 1.0
    for k in middle..<n {
      term *= Double(n - k) / Double(k + 1)
      all += term
      if term < 1e-300 { break }
    }
    return min(1, 2 * tail / all)
  }
}
