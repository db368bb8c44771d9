import AdherePlatform

/// Work on several threads whose results are taken in the order of the inputs: one thread reads,
/// some work, and the caller's takes the results. A bounded number of inputs is under way, so
/// memory stays bounded however far one of them gets ahead.
struct OrderedPipeline<Input: Sendable, Output: Sendable>: Sendable {
  /// Threads that work.
  var jobs: Int
  /// Inputs that may be between their reading and the taking of their results.
  private var room: Int { jobs * 2 + 2 }

  private struct State<End> {
    /// Read, not worked on yet; first in, first out.
    var waiting: [(number: Int, input: Input)] = []
    /// Results, by the number of their input.
    var outputs: [Int: Output] = [:]
    /// Inputs that were read and whose results were not taken.
    var underWay = 0
    /// How many inputs there are and how the reading ended, once that is known.
    var end: (total: Int, how: End)?
    var isStopped = false
  }

  init(jobs: Int) { self.jobs = jobs }

  /// Runs until everything that was read is taken, or `take` throws.
  ///
  /// - Parameters:
  ///   - read: passes all inputs to its argument, on a thread of its own, and stops where that
  ///     returns false.
  ///   - worker: makes what turns an input into its output, once on each working thread.
  ///   - take: gets the outputs, on the caller's thread.
  /// - Returns: what `read` returned.
  func run<End: Sendable, Failure: Error>(
    read: @escaping @Sendable (_ pass: (Input) -> Bool) -> End,
    worker: @escaping @Sendable () -> (Input) -> Output,
    take: (Output) throws(Failure) -> Void
  ) throws(Failure) -> End {
    let monitor = Monitor(State<End>())
    let reader = Thread { self.read(read, monitor) }
    let workers = (0..<jobs).map { _ in
      Thread { Self.work(worker(), monitor) }
    }
    defer {
      monitor.change { $0.isStopped = true }
      reader.join()
      workers.forEach { $0.join() }
    }
    var number = 0
    while let output = Self.output(number, monitor) {
      // Wakes the reader: there is room again.
      monitor.change { $0.underWay -= 1 }
      try take(output)
      number += 1
    }
    return monitor.wait { $0.end }.how
  }

  /// The output of the input of this number; nil after the last.
  private static func output<End>(_ number: Int, _ monitor: Monitor<State<End>>) -> Output? {
    monitor.wait { state -> Output?? in
      if let output = state.outputs.removeValue(forKey: number) { return .some(output) }
      return state.end?.total == number ? .some(nil) : nil
    }
  }

  private func read<End: Sendable>(
    _ read: (_ pass: (Input) -> Bool) -> End, _ monitor: Monitor<State<End>>
  ) {
    var number = 0
    let how = read { input in
      let goesOn = monitor.wait { state -> Bool? in
        if state.isStopped { return false }
        return state.underWay < room ? true : nil
      }
      guard goesOn else { return false }
      monitor.change {
        $0.waiting.append((number, input))
        $0.underWay += 1
      }
      number += 1
      return true
    }
    monitor.change { $0.end = (number, how) }
  }

  private static func work<End>(_ work: (Input) -> Output, _ monitor: Monitor<State<End>>) {
    while true {
      let next = monitor.wait { state -> (number: Int, input: Input)?? in
        if state.isStopped || state.end != nil && state.waiting.isEmpty { return .some(nil) }
        return state.waiting.isEmpty ? nil : .some(state.waiting.removeFirst())
      }
      guard let next else { return }
      let output = work(next.input)
      monitor.change { $0.outputs[next.number] = output }
    }
  }
}
