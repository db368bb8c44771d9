import JSONText

/// Writes judged blocks and tells the observer, in the order of the input.
final class Delivery {
  private let descriptor: Int32
  private let observer: any FilterObserver
  private(set) var tally = FilterTally()

  init(to descriptor: Int32, observer: any FilterObserver) {
    self.descriptor = descriptor
    self.observer = observer
  }

  /// Counts and tells an input that could not be read.
  func note(unread error: FilterError) {
    tally.unreadInputs += 1
    observer.filter(cannotRead: error)
  }

  /// Writes bytes that are part of no block; false where nobody reads any more.
  func pass(_ bytes: [UInt8]) throws(FilterError) -> Bool {
    let written = try bytes.withUnsafeBufferPointer { (bytes) throws(FilterError) in
      try Descriptor.write(descriptor, bytes)
    }
    if !written { tally.isCutShort = true }
    return written
  }

  /// False where nobody reads any more.
  func deliver(_ block: Block) throws(FilterError) -> Bool {
    switch block.notice {
    case .decided(let kind): observer.filter(decided: kind)
    case .cannotRead(let error): note(unread: error)
    case nil: break
    }
    if !block.traces.isEmpty || !block.tallies.isEmpty {
      observer.filter(recorded: block.traces, block.tallies)
    }
    if observer.filterMustStop {
      tally.isCutShort = true
      return false
    }
    let bytes = block.writer.bytes
    if !bytes.isEmpty {
      let written = try bytes.withUnsafeBufferPointer { (bytes) throws(FilterError) in
        try Descriptor.write(descriptor, bytes)
      }
      guard written else {
        tally.isCutShort = true
        return false
      }
    }
    tally += block.tally
    if !block.notes.isEmpty { observer.filter(noted: block.notes) }
    if !block.failures.isEmpty { observer.filter(failed: block.failures) }
    observer.filter(progressed: tally)
    return true
  }
}
