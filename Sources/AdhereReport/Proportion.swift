/// A share of a number of outputs, with its confidence interval.
public struct Proportion: Sendable, Equatable {
  /// Outputs that are meant.
  public var count: Int
  /// All outputs.
  public var total: Int

  /// `count` of `total` outputs.
  public init(_ count: Int, of total: Int) {
    self.count = count
    self.total = total
  }

  /// 0 to 1; nil where there are no outputs.
  public var share: Double? { total > 0 ? Double(count) / Double(total) : nil }

  /// The 97.5th percentile of the normal distribution: intervals are of 95 %.
  static let z = 1.959963984540054

  /// Wilson's score interval of 95 %: it holds for few outputs and for shares near 0 and 1 too.
  /// Without outputs it is 0 to 1.
  ///
  /// Source: Wilson 1927; Newcombe 1998, Statistics in Medicine 17, 857-872, method 3.
  public var interval: (low: Double, high: Double) {
    guard total > 0 else { return (0, 1) }
    let n = Double(total)
    let p = Double(count) / n
    let z2 = Proportion.z * Proportion.z
    let middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    let half = Proportion.z / (1 + z2 / n) * (p * (1 - p) / n + z2 / (4 * n * n)).squareRoot()
    return (count == 0 ? 0 : max(0, middle - half), count == total ? 1 : min(1, middle + half))
  }

  /// The difference of two shares with Newcombe's interval of 95 % (method 10), which is made of
  /// the two score intervals. Nil where one of them has no outputs.
  ///
  /// Source: Newcombe 1998, Statistics in Medicine 17, 873-890.
  public static func difference(_ a: Proportion, _ b: Proportion) -> Difference? {
    guard let p = a.share, let q = b.share else { return nil }
    let (x, y) = (a.interval, b.interval)
    let below = ((p - x.low) * (p - x.low) + (y.high - q) * (y.high - q)).squareRoot()
    let above = ((x.high - p) * (x.high - p) + (q - y.low) * (q - y.low)).squareRoot()
    return Difference(value: p - q, low: max(-1, p - q - below), high: min(1, p - q + above))
  }

  /// How much higher one share is than another.
  public struct Difference: Sendable, Equatable {
    /// The difference of the shares, -1 to 1.
    public var value: Double
    /// The lower end of the interval of 95 %.
    public var low: Double
    /// The upper end of it.
    public var high: Double

    /// The interval does not hold zero, which chance alone seldom brings about.
    public var isClear: Bool { low > 0 || high < 0 }
  }
}
