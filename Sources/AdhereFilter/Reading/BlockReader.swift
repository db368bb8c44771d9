import AdhereBytes
import AdherePlatform

/// Cuts one open input into blocks of whole outputs.
///
/// A block is handed on as soon as it holds an output, so a slow stream is answered line by
/// line; an output longer than the limit is skipped without being held.
final class BlockReader {
  let descriptor: Int32
  let name: String?
  let limit: Int
  /// Readable as soon as the run is over; nil where reading need not be interrupted.
  let wake: Int32?
  /// Ends the input before its end.
  let stop: StopSignal?
  /// Called before reading where there is nothing to read yet.
  var beforeWaiting: (() -> Void)?
  /// Bytes read ahead of the last block: the beginning of the next output.
  private var ahead: PaddedBytes
  /// What was read ahead is known to hold no delimiter.
  private var aheadIsSearched = false
  private var isAtEnd = false
  private var isAtStart = true
  /// Something other than white space was read.
  private var holdsAnything = false
  /// The input is one object over several lines.
  private var isWholeObject = false

  init(
    _ descriptor: Int32, name: String?, limit: Int, wake: Int32?, stop: StopSignal? = nil
  ) {
    self.descriptor = descriptor
    self.name = name
    self.limit = limit
    self.wake = wake
    self.stop = stop
    ahead = PaddedBytes(capacity: Block.size, maximumGrowth: Block.maximumGrowth)
  }

  /// Reads until the kind can be decided, without giving up what was read.
  func detectKind() throws(IOError) -> InputKind {
    while true {
      let bytes = ahead.bytes
      if let kind = InputDetection.kind(of: bytes, isWhole: isAtEnd) { return kind }
      ahead.reserve(ahead.count + Block.size)
      let n = try read(into: ahead.base + ahead.count, count: ahead.capacity - ahead.count)
      if n == 0 { isAtEnd = true }
      ahead.count += n
    }
  }

  /// Decides whether the first line holds a whole JSON value, or the input is one over several
  /// lines.
  func detectWholeObject() throws(IOError) {
    while true {
      let bytes = ahead.bytes
      if let isWhole = InputDetection.isOverSeveralLines(bytes, isWhole: isAtEnd) {
        isWholeObject = isWhole
        return
      }
      ahead.reserve(ahead.count + Block.size)
      let n = try read(into: ahead.base + ahead.count, count: ahead.capacity - ahead.count)
      if n == 0 { isAtEnd = true }
      ahead.count += n
    }
  }

  /// The byte that ends an output of this input; nil where only its end does.
  func delimiter(_ kind: InputKind) -> UInt8? { isWholeObject ? nil : kind.delimiter }

  /// Fills the block with the next outputs; false where there are none.
  func next(into block: Block, kind: InputKind) throws(IOError) -> Bool {
    var filled = ahead.count
    block.buffer.removeAll()
    block.buffer.reserve(max(filled, Block.size))
    block.buffer.append(ahead.bytes)
    ahead.removeAll(keeping: Block.size)
    var searched = aheadIsSearched ? filled : 0
    aheadIsSearched = false
    while true {
      if let delimiter = delimiter(kind), filled > searched,
        let last = lastIndex(of: delimiter, in: block.buffer.base, searched..<filled)
      {
        hold(block.buffer.base, last + 1..<filled)
        aheadIsSearched = true
        return finish(block, last + 1)
      }
      searched = filled
      // One byte more, for the CR of a line end.
      if filled > limit + 1 {
        try skip(block, held: filled, to: delimiter(kind))
        return true
      }
      // What has only begun is no output: whoever sends it will send it again.
      if isAtEnd, stop?.signal != nil, filled > 0,
        delimiter(kind) != nil || kind == .document
      {
        block.content = 0..<0
        throw IOError(
          "stopped; \(filled) bytes of an output that had only begun in "
            + "\(name ?? "standard input") were not judged", errno: EINTR)
      }
      if isAtEnd {
        if finish(block, filled) { return true }
        if kind == .chat || kind == .responses || kind == .messages { return isEmptyAnswer(block) }
        return (kind == .document || kind == .sse) && startsEmpty()
      }
      if block.buffer.capacity - filled < Block.size / 2 {
        block.buffer.count = filled
        block.buffer.reserve(filled + Block.size)
      }
      let n = try read(into: block.buffer.base + filled, count: block.buffer.capacity - filled)
      if n == 0 { isAtEnd = true }
      filled += n
    }
  }

  /// An empty document is an output nevertheless, once.
  private func startsEmpty() -> Bool {
    defer { isAtStart = false }
    return isAtStart
  }

  /// An empty body is an answer nevertheless, once.
  private func isEmptyAnswer(_ block: Block) -> Bool {
    guard !holdsAnything else { return false }
    holdsAnything = true
    block.isEmptyAnswer = true
    return true
  }

  private func finish(_ block: Block, _ count: Int) -> Bool {
    var start = 0
    if isAtStart, count > 0 {
      // A byte order mark belongs to no output.
      let text = UnsafeBufferPointer(start: block.buffer.base, count: count)
      if text.starts(with: InputDetection.byteOrderMark) {
        start = InputDetection.byteOrderMark.count
        block.hasMark = true
      }
      isAtStart = false
    }
    block.content = start..<count
    if !holdsAnything {
      let text = UnsafeBufferPointer(
        start: UnsafePointer(block.buffer.base) + start, count: count - start)
      holdsAnything = text.contains { !$0.isSpaceOrControl }
    }
    return count > 0
  }

  /// The bytes that are there, at least one; nil at the end. Valid until the next call.
  func piece() throws(IOError) -> UnsafeBufferPointer<UInt8>? {
    if ahead.count == 0 {
      guard !isAtEnd else { return nil }
      ahead.count = try read(into: ahead.base, count: ahead.capacity)
      if ahead.count == 0 {
        isAtEnd = true
        return nil
      }
    }
    defer { ahead.count = 0 }
    return ahead.bytes
  }

  /// Drops an output that is too long up to its end, keeping what follows it.
  private func skip(_ block: Block, held: Int, to delimiter: UInt8?)
    throws(IOError)
  {
    isAtStart = false
    holdsAnything = true
    block.content = 0..<0
    var skipped = held
    let base = block.buffer.base
    while true {
      let n = try read(into: base, count: block.buffer.capacity)
      if n == 0 {
        isAtEnd = true
        break
      }
      if let delimiter, let found = memchr(base, Int32(delimiter), n) {
        let past = base.distance(to: found.assumingMemoryBound(to: UInt8.self)) + 1
        skipped += past
        hold(base, past..<n)
        break
      }
      skipped += n
    }
    block.skipped = skipped
  }

  private func hold(_ base: UnsafeMutablePointer<UInt8>, _ range: Range<Int>) {
    ahead.removeAll()
    ahead.append(UnsafeBufferPointer(start: base + range.lowerBound, count: range.count))
  }

  private func read(into base: UnsafeMutablePointer<UInt8>, count: Int) throws(IOError)
    -> Int
  {
    if let beforeWaiting, !Descriptor.isReady(descriptor) { beforeWaiting() }
    if stop?.signal != nil { return 0 }
    let wakers = [wake, stop?.descriptor].compactMap { $0 }
    if !wakers.isEmpty, !Descriptor.waitForInput(descriptor, orWake: wakers) { return 0 }
    return try Descriptor.read(descriptor, into: base, count: count, name: name)
  }

  private func lastIndex(
    of byte: UInt8, in base: UnsafeMutablePointer<UInt8>, _ range: Range<Int>
  ) -> Int? {
    var i = range.upperBound
    while i > range.lowerBound {
      i -= 1
      if base[i] == byte { return i }
    }
    return nil
  }
}
