import AdherePlatform
import Testing

@Suite struct ThreadTests {
  @Test func `a thread hands over what another waits for`() {
    let monitor = Monitor([Int]())
    let thread = Thread {
      for i in 0..<100 { monitor.change { $0.append(i) } }
    }
    var sum = 0
    for _ in 0..<100 { sum += monitor.wait { $0.isEmpty ? nil : $0.removeFirst() } }
    thread.join()
    #expect(sum == 4950)
  }

  @Test func `a stack is as large as was asked for`() {
    func depth(_ left: Int) -> Int { left == 0 ? 0 : depth(left - 1) + 1 }
    #expect(Thread.run(stackSize: 256 << 20) { depth(200_000) } == 200_000)
    #expect(Thread.run(stackSize: 1) { 1 } == nil)
  }
}
