import Adherence

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
    do throws(TraceError) {
      if jobs > 1 { return try addInParallel(source, jobs, progress) }
      while let line = try source.next() {
        try add(line)
        progress()
      }
    } catch { throw ExportError(error.message) }
  }

  private func add(_ line: TraceFileReader.Line) throws(TraceError) {
    do throws(ExportError) {
      switch line {
      case .trace(let trace): try add(trace)
      case .unreadable: skip()
      }
    } catch { throw TraceError(error.message) }
  }

  private typealias Made = [Result<Candidate, Refusal>]

  private struct State {
    var waiting: [(number: Int, lines: [TraceFileReader.Line])] = []
    /// Rows by the number of their batch; nil for a line that held no trace.
    var made: [Int: [Made?]] = [:]
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

  private static let batch = 64

  private func addInParallel(
    _ source: any TraceSource, _ jobs: Int, _ progress: () -> Void
  ) throws(TraceError) {
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
      let next = monitor.wait { state -> [Made?]?? in
        if let made = state.made.removeValue(forKey: number) {
          state.underWay -= 1
          return .some(made)
        }
        return state.total == number ? .some(nil) : nil
      }
      guard let batch = next else { break }
      monitor.change { _ in }
      for made in batch {
        guard let made else {
          skip()
          continue
        }
        do throws(ExportError) {
          try take(made)
        } catch { throw TraceError(error.message) }
        progress()
      }
      number += 1
    }
    if let error = monitor.wait({ state -> TraceError?? in .some(state.error) }) { throw error }
  }

  private static func read(_ handed: Handed, most: Int, _ monitor: Monitor<State>) {
    var number = 0
    var failure: TraceError?
    var isAtEnd = false
    while !isAtEnd {
      let goesOn = monitor.wait { state -> Bool? in
        if state.isStopped { return false }
        return state.underWay < most ? true : nil
      }
      guard goesOn else { return }
      var lines: [TraceFileReader.Line] = []
      do throws(TraceError) {
        while lines.count < batch {
          guard let line = try handed.source.next() else {
            isAtEnd = true
            break
          }
          lines.append(line)
        }
      } catch {
        failure = error
        isAtEnd = true
      }
      if lines.isEmpty { break }
      let item = (number: number, lines: lines)
      monitor.change {
        $0.waiting.append(item)
        $0.underWay += 1
      }
      number += 1
    }
    let end = (total: number, failure: failure)
    monitor.change {
      $0.total = end.total
      $0.error = end.failure
    }
  }

  private static func work(_ maker: RowMaker, _ monitor: Monitor<State>) {
    while true {
      let next = monitor.wait { state -> (number: Int, lines: [TraceFileReader.Line])?? in
        if state.isStopped || state.total != nil && state.waiting.isEmpty { return .some(nil) }
        return state.waiting.isEmpty ? nil : .some(state.waiting.removeFirst())
      }
      guard let item = next else { return }
      let made = item.lines.map { line -> Made? in
        switch line {
        case .trace(let trace): maker.make(trace)
        case .unreadable: nil
        }
      }
      monitor.change { $0.made[item.number] = made }
    }
  }
}
