import AdhereTallies
import AdhereJSON
import AdherePlatform

/// Writes judged blocks and calls the observer, in the order of the input.
///
/// An output is written only when its trace is kept. Where keeping takes time, outputs are held
/// back while further blocks are judged, and at the latest until the input pauses.
final class Delivery {
  /// Blocks that are held back at most; each is about ``Block/size``.
  private static let limit = 64

  /// A judged block without its input.
  private struct Held {
    var bytes: [UInt8]
    var tally: FilterTally
    var notes: [FilterNote]
    var failures: [FilterFailure]
    /// How many calls of the observer have to be kept before it is written.
    var needs: Int
  }

  private let descriptor: Int32
  private let observer: any FilterObserver
  private(set) var tally = FilterTally()
  private var held: [Held] = []
  private var recorded = 0
  /// The names of the results of a batch so far.
  private(set) var results: Set<String> = []
  /// Results are judged by several workers, which do not know each other's.
  private let notesRepeatedResults: Bool
  /// Buffers of written blocks, for reuse.
  private var spare: [[UInt8]] = []
  /// An error of ``settleBeforeWaiting()``, thrown by the next call that can throw.
  private var failure: IOError?

  init(to descriptor: Int32, observer: any FilterObserver, notesRepeatedResults: Bool = false) {
    self.descriptor = descriptor
    self.notesRepeatedResults = notesRepeatedResults
    self.observer = observer
  }

  /// Counts and reports an input that could not be read.
  func note(unread error: IOError) {
    tally.unreadInputs += 1
    observer.filter(cannotRead: error)
  }

  /// Writes bytes that are part of no block; false where the reader of the output went away.
  func pass(_ bytes: [UInt8]) throws(IOError) -> Bool {
    guard try settle() else { return false }
    return try write(bytes)
  }

  /// False where the reader of the output went away.
  func deliver(_ block: Block) throws(IOError) -> Bool {
    switch block.notice {
    case .decided(let kind): observer.filter(decided: kind)
    case .cannotRead(let error): note(unread: error)
    case nil: break
    }
    for result in block.results where !results.insert(result.customID).inserted {
      if notesRepeatedResults { block.notes.append(FilterNote(repeated: result.place)) }
    }
    if !block.traces.isEmpty || !block.tallies.isEmpty {
      recorded += 1
      observer.filter(recorded: block.traces, block.tallies)
      // The observer has the only reference now, and can change them without a copy.
      block.traces = []
    }
    if held.isEmpty, observer.filterKept >= recorded {
      guard !stops() else { return false }
      return try finish(block.writer.bytes, block.tally, block.notes, block.failures)
    }
    held.append(
      Held(
        bytes: block.writer.bytes, tally: block.tally, notes: block.notes,
        failures: block.failures, needs: recorded))
    // The writer's buffer is held now; the block gets that of one that was written.
    block.writer = spare.popLast().map { JSONWriter(reusing: $0) } ?? JSONWriter()
    return try flush()
  }

  /// Writes what is held back, waiting for its traces; false where the reader of the output went
  /// away.
  func settle() throws(IOError) -> Bool {
    if let last = held.last { observer.filterWaitUntilKept(last.needs) }
    return try flush()
  }

  /// ``settle()`` for readers about to wait for input, which cannot throw.
  func settleBeforeWaiting() {
    guard failure == nil, !tally.isCutShort, !held.isEmpty else { return }
    do throws(IOError) {
      _ = try settle()
    } catch {
      failure = error
    }
  }

  /// Writes what is held back as far as it may be written.
  private func flush() throws(IOError) -> Bool {
    if let failure { throw failure }
    if tally.isCutShort { return false }
    if held.count >= Delivery.limit {
      observer.filterWaitUntilKept(held[held.count - Delivery.limit / 2].needs)
    }
    let kept = observer.filterKept
    guard !stops() else { return false }
    var count = 0
    defer { held.removeFirst(count) }
    while count < held.count, held[count].needs <= kept {
      let next = held[count]
      count += 1
      guard try finish(next.bytes, next.tally, next.notes, next.failures) else { return false }
      if spare.count < 4 { spare.append(next.bytes) }
    }
    return true
  }

  private func stops() -> Bool {
    guard observer.filterMustStop else { return false }
    tally.isCutShort = true
    return true
  }

  private func finish(
    _ bytes: [UInt8], _ counts: FilterTally, _ notes: [FilterNote], _ failures: [FilterFailure]
  ) throws(IOError) -> Bool {
    guard try write(bytes) else { return false }
    tally += counts
    if !notes.isEmpty { observer.filter(noted: notes) }
    if !failures.isEmpty { observer.filter(failed: failures) }
    observer.filter(progressed: tally)
    return true
  }

  private func write(_ bytes: [UInt8]) throws(IOError) -> Bool {
    guard !bytes.isEmpty else { return true }
    let written = try bytes.withUnsafeBufferPointer { (bytes) throws(IOError) in
      try Descriptor.write(output: bytes, to: descriptor)
    }
    if !written { tally.isCutShort = true }
    return written
  }
}
