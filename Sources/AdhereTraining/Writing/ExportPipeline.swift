import AdherePlatform
import AdhereTraces
import AdhereJudging

/// Reading and row making on several threads; deciding stays with one, in order, so that the
/// dataset does not depend on their number.
extension Exporter {
  /// Takes in everything a source has.
  ///
  /// - Parameters:
  ///   - jobs: threads that make rows; with 1 everything is done by the caller's.
  ///   - progress: called now and then.
  /// - Throws: ``ExportError`` where the source cannot be read or the disk does not take the rows.
  public func add(
    contentsOf source: any TraceSource, jobs: Int = 1, progress: () -> Void = {}
  ) throws(ExportError) {
    if jobs > 1 { return try addInParallel(source, jobs, progress) }
    var failure: ExportError?
    do throws(TraceError) {
      try source.forEach { text in
        do throws(ExportError) {
          try take(maker.make(text))
        } catch { failure = error }
        progress()
        return failure == nil
      }
    } catch { throw ExportError(error.message) }
    if let failure { throw failure }
  }

  private struct State {
    var waiting: [(number: Int, texts: [TraceLine])] = []
    /// Rows by the number of their batch.
    var made: [Int: [Made]] = [:]
    /// Batches that were read and not taken.
    var underWay = 0
    var total: Int?
    var error: TraceError?
    var isStopped = false
  }

  /// A source that is used by one thread alone.
  private struct Handed: @unchecked Sendable {
    let source: any TraceSource
  }

  /// Traces, and bytes of them, after which a batch is handed on: whichever comes first.
  private static let batch = (traces: 128, bytes: 1 << 20)

  private func addInParallel(
    _ source: any TraceSource, _ jobs: Int, _ progress: () -> Void
  ) throws(ExportError) {
    let monitor = Monitor(State())
    let handed = Handed(source: source)
    let reader = Thread { Exporter.read(handed, most: jobs * 2 + 2, monitor) }
    let workers = (0..<jobs).map { [target, options] _ in
      Thread { Exporter.work(RowMaker(target, options), monitor) }
    }
    defer {
      monitor.change { $0.isStopped = true }
      reader.join()
      workers.forEach { $0.join() }
    }
    var number = 0
    while true {
      let next = monitor.wait { state -> [Made]?? in
        if let made = state.made.removeValue(forKey: number) {
          state.underWay -= 1
          return .some(made)
        }
        return state.total == number ? .some(nil) : nil
      }
      guard let batch = next else { break }
      // There is room for the reader again.
      monitor.change { _ in }
      for made in batch {
        try take(made)
        progress()
      }
      number += 1
    }
    if let error = monitor.wait({ state -> TraceError?? in .some(state.error) }) {
      throw ExportError(error.message)
    }
  }

  private static func read(_ handed: Handed, most: Int, _ monitor: Monitor<State>) {
    var number = 0
    var failure: TraceError?
    var texts: [TraceLine] = []
    var bytes = 0
    /// Hands the batch on when there is room; false where nobody wants it any more.
    func flush() -> Bool {
      if texts.isEmpty { return true }
      let goesOn = monitor.wait { state -> Bool? in
        if state.isStopped { return false }
        return state.underWay < most ? true : nil
      }
      guard goesOn else { return false }
      let item = (number: number, texts: texts)
      monitor.change {
        $0.waiting.append(item)
        $0.underWay += 1
      }
      number += 1
      texts.removeAll()
      bytes = 0
      return true
    }
    do throws(TraceError) {
      try handed.source.forEach { text in
        texts.append(text)
        if case .success(let json) = text.json { bytes += json.count }
        return texts.count < batch.traces && bytes < batch.bytes || flush()
      }
    } catch { failure = error }
    _ = flush()
    let end = (total: number, failure: failure)
    monitor.change {
      $0.total = end.total
      $0.error = end.failure
    }
  }

  private static func work(_ maker: RowMaker, _ monitor: Monitor<State>) {
    while true {
      let next = monitor.wait { state -> (number: Int, texts: [TraceLine])?? in
        if state.isStopped || state.total != nil && state.waiting.isEmpty { return .some(nil) }
        return state.waiting.isEmpty ? nil : .some(state.waiting.removeFirst())
      }
      guard let item = next else { return }
      let made = item.texts.map { maker.make($0) }
      monitor.change { $0.made[item.number] = made }
    }
  }
}
