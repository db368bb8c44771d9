import AdhereTestSupport
import Testing

@testable import AdhereReport

/// Shares of the same requests.
@Suite struct PairedProportionsTests {
  private func pairs(_ both: Int, _ first: Int, _ second: Int, _ neither: Int) -> PairedProportions
  {
    var pairs = PairedProportions()
    (pairs.both, pairs.firstOnly) = (both, first)
    (pairs.secondOnly, pairs.neither) = (second, neither)
    return pairs
  }

  @Test func `no pairs, and pairs without a difference`() {
    #expect(PairedProportions().difference == nil)
    #expect(PairedProportions().chance == 1)
    #expect(pairs(5, 3, 3, 1).chance == 1)
    let none = pairs(20, 4, 4, 2).difference
    #expect(none?.value == 0 && none?.isClear == false)
  }

  /// Binomial tails that can be counted by hand: 2 * (1 + 5) / 2^5, 2 / 2^10.
  @Test func `McNemar's exact test`() {
    #expect(abs(pairs(9, 4, 1, 9).chance - 0.375) < 1e-12)
    #expect(abs(pairs(0, 10, 0, 0).chance - 2.0 / 1024) < 1e-12)
    #expect(abs(pairs(0, 0, 10, 7).chance - 2.0 / 1024) < 1e-12)
    #expect(pairs(0, 260, 20, 0).chance < 1e-12)
    #expect(pairs(1_000_000, 500_300, 500_000, 0).chance > 0.7)
  }

  @Test func `pairs that go together have a narrower interval than two samples`() throws {
    let paired = try #require(pairs(330, 12, 240, 18).difference)
    let separate = try #require(
      Proportion.difference(Proportion(342, of: 600), Proportion(570, of: 600)))
    #expect(paired.value == separate.value && paired.isClear)
    let together = try #require(pairs(300, 0, 60, 240).difference)
    let apart = try #require(
      Proportion.difference(Proportion(300, of: 600), Proportion(360, of: 600)))
    #expect(together.high - together.low < (apart.high - apart.low) * 0.8)
  }

  @Test func `ends of the scale`() throws {
    let all = try #require(pairs(50, 0, 0, 0).difference)
    #expect(all.value == 0 && all.low < 0 && all.high > 0 && all.low > -0.12)
    let opposite = try #require(pairs(0, 50, 0, 0).difference)
    #expect(opposite.value == 1 && opposite.high == 1 && opposite.low > 0.85)
  }

  /// Of many experiments the interval holds the true difference in 93 to 97 of a hundred.
  @Test(arguments: [
    [0.50, 0.05, 0.42, 0.03], [0.80, 0.05, 0.10, 0.05], [0.40, 0.20, 0.20, 0.20],
    [0.10, 0.30, 0.10, 0.50], [0.60, 0.15, 0.05, 0.20],
  ])
  func `the interval covers what it says`(cells: [Double]) {
    var random = SplitMix(state: 20_261_130)
    for size in [100, 300] {
      var covered = 0
      let experiments = 2000
      for _ in 0..<experiments {
        var pairs = PairedProportions()
        for _ in 0..<size {
          let x = random.unit()
          pairs.add(
            x < cells[0] + cells[1], x < cells[0] || (x >= cells[0] + cells[1] && x < 1 - cells[3]))
        }
        let found = pairs.difference!
        let truth = cells[1] - cells[2]
        if found.low <= truth, truth <= found.high { covered += 1 }
      }
      let share = Double(covered) / Double(experiments)
      #expect(share >= 0.93 && share <= 0.97, "\(cells), \(size): \(share)")
    }
  }

  /// Wilson's interval of one share, of which the scores of `adhere eval` are made.
  @Test func `the interval of a share covers what it says`() {
    var random = SplitMix(state: 7)
    for truth in [0.1, 0.3, 0.55, 0.9, 0.975] {
      for size in [300, 600] {
        var covered = 0
        for _ in 0..<2000 {
          var count = 0
          for _ in 0..<size where random.unit() < truth { count += 1 }
          let (low, high) = Proportion(count, of: size).interval
          if low <= truth, truth <= high { covered += 1 }
        }
        let share = Double(covered) / 2000
        #expect(share >= 0.93 && share <= 0.97, "\(truth), \(size): \(share)")
      }
    }
  }
}

/// Numbers that are the same on every machine.
struct SplitMix {
  var state: UInt64

  mutating func unit() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((z ^ (z >> 31)) >> 11) / Double(1 << 53 as UInt64)
  }
}
