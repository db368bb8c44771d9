import Testing

@testable import AdhereReport

/// Intervals against published values.
@Suite struct ProportionTests {
  private func near(_ a: Double, _ b: Double) -> Bool { abs(a - b) < 0.00006 }

  @Test func `Wilson's interval gives the published values`() {
    // Newcombe 1998, Statistics in Medicine 17, table I, method 3.
    let cases: [(Int, Int, Double, Double)] = [
      (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611),
      (1, 29, 0.0061, 0.1718),
    ]
    for (count, total, low, high) in cases {
      let interval = Proportion(count, of: total).interval
      #expect(near(interval.low, low) && near(interval.high, high), "\(count) of \(total)")
    }
  }

  @Test func `Newcombe's interval of a difference gives the published values`() throws {
    // Newcombe 1998, Statistics in Medicine 17, 873-890, table II, method 10.
    let cases: [(Int, Int, Int, Int, Double, Double)] = [
      (56, 70, 48, 80, 0.0524, 0.3339), (9, 10, 3, 10, 0.1705, 0.8090), (10, 10, 0, 10, 0.6075, 1),
      (10, 10, 0, 20, 0.6791, 1), (5, 56, 0, 29, -0.0381, 0.1926),
    ]
    for (a, m, b, n, low, high) in cases {
      let difference = try #require(
        Proportion.difference(Proportion(a, of: m), Proportion(b, of: n)))
      #expect(near(difference.low, low) && near(difference.high, high), "\(a)/\(m) - \(b)/\(n)")
    }
  }

  @Test func `nothing is said about no outputs`() {
    #expect(Proportion(0, of: 0).share == nil)
    #expect(Proportion.difference(Proportion(0, of: 0), Proportion(1, of: 1)) == nil)
  }

  @Test(arguments: [(0, 5), (5, 5), (1, 3), (999, 1000)])
  func `an interval holds its share and lies in 0 to 1`(count: Int, total: Int) throws {
    let proportion = Proportion(count, of: total)
    let (low, high) = proportion.interval
    let share = try #require(proportion.share)
    #expect(0 <= low && low <= share && share <= high && high <= 1)
  }
}
