import AdherePlatform
import AdhereTraces

/// Reading and row making on several threads; deciding stays with one, in order, so that the
/// dataset does not depend on their number.
extension Exporter {
  /// Takes in everything a source has.
  ///
  /// - Parameters:
  ///   - source: where the traces come from.
  ///   - jobs: threads that make rows; with 1 everything is done by the caller's.
  ///   - progress: called after each line of the source.
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

  /// Lines that one thread makes rows of.
  private struct Batch {
    var lines: [TraceLine] = []
    var bytes = 0

    /// Whichever comes first: traces, or bytes of them.
    var isFull: Bool { lines.count >= 128 || bytes >= 1 << 20 }

    mutating func append(_ line: TraceLine) {
      lines.append(line)
      if case .success(let json) = line.json { bytes += json.count }
    }
  }

  /// The source on its way to the thread that reads it. Unchecked: the caller waits for that
  /// thread to end and does not use the source until then.
  private struct ReaderSource: @unchecked Sendable {
    let source: any TraceSource
  }

  private func addInParallel(
    _ source: any TraceSource, _ jobs: Int, _ progress: () -> Void
  ) throws(ExportError) {
    let readerSource = ReaderSource(source: source)
    let failure = try OrderedPipeline<Batch, [TraceRows]>(jobs: jobs).run(
      read: { Exporter.read(readerSource.source, $0) },
      worker: { [target, options] in
        let maker = RowMaker(target, options)
        return { batch in batch.lines.map { maker.make($0) } }
      },
      take: { (results) throws(ExportError) in
        for result in results {
          try take(result)
          progress()
        }
      })
    if let failure { throw ExportError(failure.message) }
  }

  /// Passes the lines of a source on in batches.
  ///
  /// - Returns: what ended the reading before the source did.
  private static func read(_ source: any TraceSource, _ pass: (Batch) -> Bool) -> TraceError? {
    var failure: TraceError?
    var batch = Batch()
    do throws(TraceError) {
      try source.forEach { line in
        batch.append(line)
        guard batch.isFull else { return true }
        defer { batch = Batch() }
        return pass(batch)
      }
    } catch { failure = error }
    if !batch.lines.isEmpty { _ = pass(batch) }
    return failure
  }
}
