package import AdherePlatform
import AdhereTallies

/// Judges a stream of outputs and writes what conforms, in order, in bounded memory.
///
///     let filter = Filter(FilterOptions(input: .text, contract: contract))
///     let tally = try filter.run([.standardInput], to: 1, observer: log)
///     exit(tally.failures == 0 ? 0 : 1)
///
/// This is the engine of `adhere filter`. A line is parsed and validated where it was read; one
/// that conforms is written with the bytes it came with.
package struct Filter: Sendable {
  package var options: FilterOptions

  package init(_ options: FilterOptions) { self.options = options }

  /// Reads the inputs to their ends and writes to the descriptor.
  ///
  /// The caller must ignore SIGPIPE; a reader of the output that goes away ends the run early
  /// and without an error (``FilterTally/isCutShort``).
  ///
  /// - Throws: where the output cannot be written. Inputs that cannot be read are reported to the
  ///   observer and counted (``FilterTally/unreadInputs``).
  package func run(
    _ sources: [FilterSource], to output: Int32, observer: some FilterObserver
  ) throws(IOError) -> FilterTally {
    let delivery = Delivery(
      to: output, observer: observer, notesRepeatedResults: options.jobs > 1)
    var blocks = BlockSequence(sources, options)
    // No output is to be held back until the next input arrives.
    if options.recording?.keepsTraces == true {
      blocks.beforeWaiting = { delivery.settleBeforeWaiting() }
    }
    if options.output == nil || options.output == .envelope {
      guard try runLive(&blocks, delivery, observer) else { return delivery.tally }
    }
    // Threads are worth their cost only in long inputs of many outputs.
    if options.jobs > 1, !blocks.isStarted {
      try Pipeline(options).run(sources, delivery: delivery)
    } else {
      try runSerially(&blocks, delivery: delivery)
    }
    try judgeMissing(delivery)
    _ = try delivery.settle()
    return delivery.tally
  }

  /// Names the requests of a batch that have no result.
  private func judgeMissing(_ delivery: Delivery) throws(IOError) {
    let tally = delivery.tally
    guard !options.batch.isEmpty, !tally.isCutShort, tally.unreadInputs == 0 else { return }
    let ids = options.batch.keys.filter { !delivery.results.contains($0) }.sorted()
    guard !ids.isEmpty else { return }
    let block = Block()
    block.kind = .batch
    FilterWorker(options).judgeMissing(ids, block)
    _ = try delivery.deliver(block)
  }

  /// Streams at the front of the inputs; false where the run is over.
  private func runLive(
    _ blocks: inout BlockSequence, _ delivery: Delivery, _ observer: some FilterObserver
  ) throws(IOError) -> Bool {
    guard options.input == .sse || options.input == nil && options.jobs == 1 else { return true }
    let worker = FilterWorker(options)
    while let stream = blocks.nextLiveStream() {
      if let decided = stream.decided { observer.filter(decided: decided) }
      defer { if stream.reader.name != nil { Descriptor.close(stream.reader.descriptor) } }
      let live = LiveStream(options: options, worker: worker)
      guard try live.run(stream.reader, delivery) else { return false }
    }
    return true
  }

  private func runSerially(
    _ blocks: inout BlockSequence, delivery: Delivery
  ) throws(IOError) {
    let worker = FilterWorker(options)
    let block = Block()
    while blocks.next(into: block) {
      worker.judge(block)
      blocks.advance(by: block.numbers)
      guard try delivery.deliver(block) else { return }
    }
  }
}
