import AdhereJSON
import AdhereJudging
import AdherePlatform

/// Judges one streamed response while it arrives, and passes its bytes on as they may pass.
///
/// Ends early where the stream is given up: the input is read no further, so that the sender
/// sees a closed pipe.
struct LiveStream {
  let options: FilterOptions
  let worker: FilterWorker

  /// - Parameter reader: bytes that it has read ahead belong to the stream.
  /// - Returns: false where the reader of the output went away.
  func run(_ reader: BlockReader, _ delivery: Delivery) throws(IOError) -> Bool {
    var limits = RunawayWatch.Limits()
    limits.length = options.maximumOutputBytes
    let judge = StreamJudge(
      worker.completion, mode: options.stream, limits: limits, abortPolicy: options.abortPolicy)
    let block = Block()
    block.kind = .sse
    block.source = reader.name
    block.numbers = 1
    var out: [UInt8] = []
    var total = 0
    // Nanoseconds of judging, without those of waiting for the sender.
    var spent = 0
    worker.cursor = TallyCursor(started: .now())
    while judge.abort == nil {
      let next: UnsafeBufferPointer<UInt8>?
      do throws(IOError) {
        next = try reader.piece()
      } catch {
        // What came so far is judged as a stream that was cut off.
        delivery.note(unread: error)
        break
      }
      guard let piece = next else { break }
      total += piece.count
      let start = SystemClock.monotonic()
      judge.feed(piece, to: &out)
      spent += SystemClock.monotonic() - start
      if !out.isEmpty {
        block.writer.raw(out)
        guard try delivery.pass(block.writer.bytes) else { return false }
        block.writer.removeAll()
        out.removeAll(keepingCapacity: true)
      }
    }
    worker.cursor.last = SystemClock.monotonic() - spent
    let judgement = judge.finish(to: &out)
    block.writer.raw(out)
    block.tally.bytes = total
    worker.write(judgement, of: judge, block, .envelope)
    guard try delivery.deliver(block) else { return false }
    return try delivery.settle()
  }
}
