import AdhereJudging
import Foundation
import AdhereRepair
import AdhereJSON
import Testing

/// Law 7: time grows linearly with the input, on every input, and there is no recursion on
/// depth.
enum Linear {
  /// Nanoseconds of processor time that this thread takes for `work`.
  static func time(_ work: () -> Void) -> Double {
    var start = timespec()
    var end = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &start)
    work()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end)
    return Double(end.tv_sec - start.tv_sec) * 1e9 + Double(end.tv_nsec - start.tv_nsec)
  }

  /// Growth of the time when the input grows tenfold: about 10 where it is linear, 100 where it
  /// is quadratic. The best of two runs counts; both sizes are timed alike.
  static func growth(
    _ make: (Int) -> [UInt8], size: Int, _ judge: ([UInt8]) -> Judgement
  ) -> (ratio: Double, seconds: Double) {
    let small = make(size)
    let large = make(size * 10)
    let first = (0..<3).map { _ in time { _ = judge(small) } }.min()!
    var second = time { _ = judge(large) }
    if second / first > 13 { second = min(second, time { _ = judge(large) }) }
    return (second / max(first, 50_000), second / 1e9)
  }

  /// More than this for ten times the input is not linear. Small inputs and a busy
  /// machine blur the figure, so the bound lies between the two.
  static let bound = 40.0
}

@Suite(.serialized) struct LinearTests {
  /// Small enough for a build without optimization.
  static let size = 4_000

  private static let contracts: [(name: String, contract: Contract)] = {
    let schema = #"{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}"#
    let tools =
      #"[{"name":"f","parameters":{"type":"object","properties":{"a":{"type":"string"}}}}]"#
    return [
      ("schema", try! Contract(schema: Array(schema.utf8), policy: Policy(tier: .guess))),
      ("tools", try! Contract(tools: Array(tools.utf8), policy: Policy(tier: .guess))),
    ]
  }()

  @Test(.timeLimit(.minutes(40)), arguments: HostileInput.all)
  func `hostile input takes linear time`(_ input: HostileInput) {
    for (name, contract) in LinearTests.contracts {
      let growth = Linear.growth(input.bytes, size: LinearTests.size) {
        contract.judge(Output(.text($0)))
      }
      #expect(
        growth.ratio < Linear.bound,
        "\(input.name), \(name): tenfold input takes \(growth.ratio) times as long, \(growth.seconds) s"
      )
    }
    let call = Linear.growth(input.bytes, size: LinearTests.size) { bytes in
      LinearTests.contracts[1].contract.judge(
        Output(.calls([ToolCall(name: "f", arguments: bytes)])))
    }
    #expect(call.ratio < Linear.bound, "\(input.name), arguments: \(call.ratio)")
  }

  @Test(.timeLimit(.minutes(40))) func `depth is no recursion`() {
    for unit in ["[", "{\"a\":", "(", "f(a=", "[{", "`", "<think>", "{'a':("] {
      let text = Array(String(repeating: unit, count: 100_000).utf8)
      for (_, contract) in LinearTests.contracts {
        #expect(!contract.judge(Output(.text(text))).outcome.isConforming)
      }
    }
    // Under the guess tier these read as one long string, which the only property can hold.
    for unit in ["\"", "[\""] {
      let text = Array(String(repeating: unit, count: 100_000).utf8)
      for (name, contract) in LinearTests.contracts {
        let judgement = contract.judge(Output(.text(text)))
        #expect(!judgement.outcome.isConforming || name == "schema", "\(unit)")
        if let value = judgement.value { #expect((try? JSONDocument(value)) != nil) }
      }
    }
    let closed = Array(
      (String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)).utf8)
    for (_, contract) in LinearTests.contracts {
      #expect(!contract.judge(Output(.text(closed))).outcome.isConforming)
    }
  }

  @Test func `the checker sees a broken law`() {
    let quadratic = Linear.growth({ [UInt8](repeating: 0x78, count: $0) }, size: 1_000) { bytes in
      var sum = 0
      for i in bytes.indices {
        for j in stride(from: 0, to: i, by: 4) { sum &+= Int(bytes[j]) }
      }
      return Judgement(sum > 0 ? .unreadable : .valid)
    }
    #expect(quadratic.ratio > Linear.bound)
  }
}

extension Outcome {
  fileprivate var isConforming: Bool { self == .valid || self == .repaired }
}
