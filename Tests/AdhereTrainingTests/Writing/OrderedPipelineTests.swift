import Synchronization
import Testing

@testable import AdhereTraining

/// Work on several threads, taken in order.
@Suite struct OrderedPipelineTests {
  private struct Stop: Error {}

  @Test(arguments: [1, 2, 7])
  func `outputs come in the order of their inputs`(jobs: Int) {
    var outputs: [Int] = []
    let end = OrderedPipeline<Int, Int>(jobs: jobs).run(
      read: { pass in
        for n in 0..<1000 { guard pass(n) else { return "stopped" } }
        return "all"
      },
      worker: {
        { n in
          // Some take longer than others.
          var sum = n
          for i in 0..<(n % 7 * 1000) { sum &+= i & 1 }
          return n + (sum &- sum)
        }
      },
      take: { outputs.append($0) })
    #expect(end == "all")
    #expect(outputs == Array(0..<1000))
  }

  @Test func `no input is no output`() {
    let end = OrderedPipeline<Int, Int>(jobs: 3).run(
      read: { _ in 5 }, worker: { { $0 } }, take: { _ in Issue.record("there is no output") })
    #expect(end == 5)
  }

  @Test func `an error of the taker ends the reading`() {
    let read = Atomic(0)
    #expect(throws: Stop.self) {
      try OrderedPipeline<Int, Int>(jobs: 2).run(
        read: { pass in
          while pass(0) { read.add(1, ordering: .relaxed) }
        },
        worker: { { $0 } },
        take: { _ in throw Stop() })
    }
    // No more than may be under way at a time, and one that was taken.
    #expect(read.load(ordering: .relaxed) <= 7)
  }
}
