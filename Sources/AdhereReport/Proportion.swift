#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A share of a number of outputs, with how sure it is.
public struct Proportion: Sendable, Equatable {
  public var count: Int
  public var total: Int

  public init(_ count: Int, of total: Int) {
    self.count = count
    self.total = total
  }

  /// Nil where there is nothing to have a share of.
  public var share: Double? { total > 0 ? Double(count) / Double(total) : nil }

  /// The 97.5th percentile of the normal distribution: intervals are of 95 %.
  static let z = 1.959963984540054

  /// Wilson's score interval of 95 %: it holds for few outputs and for shares near 0 and 1 too.
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
  public static func difference(_ a: Proportion, _ b: Proportion) -> Difference? {
    guard let p = a.share, let q = b.share else { return nil }
    let (x, y) = (a.interval, b.interval)
    let below = ((p - x.low) * (p - x.low) + (y.high - q) * (y.high - q)).squareRoot()
    let above = ((x.high - p) * (x.high - p) + (q - y.low) * (q - y.low)).squareRoot()
    return Difference(value: p - q, low: max(-1, p - q - below), high: min(1, p - q + above))
  }

  /// How much higher one share is than another.
  public struct Difference: Sendable, Equatable {
    public var value: Double
    public var low: Double
    public var high: Double

    /// The interval does not hold zero: chance alone seldom does that.
    public var isClear: Bool { low > 0 || high < 0 }
  }
}
