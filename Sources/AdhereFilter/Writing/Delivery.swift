import AdherePlatform
import AdhereTallies
import AdhereTraces
import AdhereJudging
import AdhereJSON

/// Writes judged blocks and tells the observer, in the order of the input.
///
/// An output is the word that its trace is kept. Where that takes its time, outputs are held back
/// while further blocks are judged, and until the input has nothing more for now at the latest.
final class Delivery {
  /// Blocks that are held back at most; each is about ``Block/size``.
  private static let limit = 64

  /// What is left of a block that was judged.
  private struct Held {
    var bytes: [UInt8]
    var tally: FilterTally
    var notes: [FilterNote]
    var failures: [FilterFailure]
    /// Calls of the observer that have to be kept before.
    var needs: Int
  }

  private let descriptor: Int32
  private let observer: any FilterObserver
  private(set) var tally = FilterTally()
  private var held: [Held] = []
  private var recorded = 0
  /// Memory of blocks that were written.
  private var spare: [[UInt8]] = []
  /// What went wrong while nobody could be told.
  private var failure: IOError?

  init(to descriptor: Int32, observer: any FilterObserver) {
    self.descriptor = descriptor
    self.observer = observer
  }

  /// Counts and tells an input that could not be read.
  func note(unread error: IOError) {
    tally.unreadInputs += 1
    observer.filter(cannotRead: error)
  }

  /// Writes bytes that are part of no block; false where nobody reads any more.
  func pass(_ bytes: [UInt8]) throws(IOError) -> Bool {
    guard try settle() else { return false }
    return try write(bytes)
  }

  /// False where nobody reads any more.
  func deliver(_ block: Block) throws(IOError) -> Bool {
    switch block.notice {
    case .decided(let kind): observer.filter(decided: kind)
    case .cannotRead(let error): note(unread: error)
    case nil: break
    }
    if !block.traces.isEmpty || !block.tallies.isEmpty {
      recorded += 1
      observer.filter(recorded: block.traces, block.tallies)
      // They are the observer's now, to be changed without a copy.
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
    // Its memory is held now; the block goes on with that of one that was written.
    block.writer = spare.popLast().map { JSONWriter(reusing: $0) } ?? JSONWriter()
    return try flush()
  }

  /// Writes what is held back, waiting for what it needs; false where nobody reads any more.
  func settle() throws(IOError) -> Bool {
    if let last = held.last { observer.filterWaitUntilKept(last.needs) }
    return try flush()
  }

  /// ``settle()`` for readers about to wait for input, who have nobody to throw to.
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
