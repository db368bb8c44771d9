import AdherePlatform

/// Judges blocks on several threads and delivers them in order.
///
/// One thread reads, `jobs` threads judge, the caller's writes. A fixed number of blocks is reused,
/// so memory is bounded however far one thread gets ahead.
struct Pipeline {
  private let options: FilterOptions

  init(_ options: FilterOptions) { self.options = options }

  private struct State {
    var free: [Block] = []
    /// Read, not judged yet; first in, first out.
    var waiting: [(number: Int, block: Block)] = []
    /// Judged, by number.
    var judged: [Int: Block] = [:]
    /// How many blocks there are, once that is known.
    var total: Int?
    var isStopped = false
  }

  func run(_ sources: [FilterSource], delivery: Delivery) throws(IOError) {
    var wake: [Int32] = [-1, -1]
    guard pipe(&wake) == 0 else { throw IOError("cannot make a pipe", errno: errno) }
    defer { wake.forEach(Descriptor.close) }
    var state = State()
    let count = options.jobs * 2 + 2
    for _ in 0..<count { state.free.append(Block()) }
    let monitor = Monitor(state)

    let readable = wake[0]
    let reader = Thread { [options] in
      Pipeline.read(sources, options, wake: readable, monitor)
    }
    let workers = (0..<options.jobs).map { _ in
      Thread { [options] in Pipeline.work(options, monitor) }
    }
    defer {
      monitor.change { $0.isStopped = true }
      // Wakes the reader where it waits for input.
      _ = Descriptor.write([0], to: wake[1])
      reader.join()
      workers.forEach { $0.join() }
    }

    var number = 0
    while true {
      // No output is to be held back until the next input arrives.
      if Pipeline.isIdle(count, monitor) { delivery.settleBeforeWaiting() }
      guard let block = Pipeline.take(number, monitor) else { break }
      guard try delivery.deliver(block) else { return }
      monitor.change { $0.free.append(block) }
      number += 1
    }
  }

  /// Whether everything that was read is judged and delivered: all blocks are free, but one that
  /// waits for input.
  private static func isIdle(_ count: Int, _ monitor: Monitor<State>) -> Bool {
    monitor.wait { $0.free.count >= count - 1 && $0.waiting.isEmpty && $0.judged.isEmpty }
  }

  /// The judged block of this number; nil after the last.
  private static func take(_ number: Int, _ monitor: Monitor<State>) -> Block? {
    monitor.wait { state -> Block?? in
      if let block = state.judged.removeValue(forKey: number) { return .some(block) }
      return state.total == number ? .some(nil) : nil
    }
  }

  private static func read(
    _ sources: [FilterSource], _ options: FilterOptions, wake: Int32,
    _ monitor: Monitor<State>
  ) {
    var blocks = BlockSequence(sources, options, wake: wake)
    var number = 0
    while true {
      let free = monitor.wait { state -> Block?? in
        if state.isStopped { return .some(nil) }
        return state.free.popLast().map { .some($0) }
      }
      guard let block = free, blocks.next(into: block) else { break }
      blocks.advance(by: BlockSequence.count(block))
      let item = (number: number, block: block)
      monitor.change { $0.waiting.append(item) }
      number += 1
    }
    let total = number
    monitor.change { $0.total = total }
  }

  private static func work(_ options: FilterOptions, _ monitor: Monitor<State>) {
    let worker = FilterWorker(options)
    while true {
      let next = monitor.wait { state -> (number: Int, block: Block)?? in
        if state.isStopped || state.total != nil && state.waiting.isEmpty { return .some(nil) }
        return state.waiting.isEmpty ? nil : .some(state.waiting.removeFirst())
      }
      guard let item = next else { return }
      worker.judge(item.block)
      monitor.change { $0.judged[item.number] = item.block }
    }
  }
}
