import AdhereBytes
import AdherePlatform

/// The blocks of several inputs, one input after the other.
struct BlockSequence {
  private let sources: [FilterSource]
  private let limit: Int
  private let textKind: InputKind
  /// The kind of answers that the inputs hold, where their request or batch of requests is known.
  private let answers: InputKind?
  private let wake: Int32?
  private let stop: StopSignal?
  /// Called before reading where there is nothing to read yet.
  var beforeWaiting: (() -> Void)?
  private var kind: InputKind?
  private var nextSource = 0
  /// The kind was decided before the first block.
  private var wasDecided: InputKind?
  private var reader: BlockReader?
  /// Number of the next block's first line, for the input being read.
  private var number = 1

  /// Inputs that were not begun.
  var remaining: Int { sources.count - nextSource }

  /// An input has been opened already.
  var isStarted: Bool { nextSource > 0 }

  init(_ sources: [FilterSource], _ options: FilterOptions, wake: Int32? = nil) {
    self.sources = sources
    kind = options.input
    limit = options.maximumOutputBytes
    textKind = options.textKind
    answers = options.completion != nil ? .chat : options.batch.isEmpty ? nil : .batch
    self.wake = wake
    stop = options.stop
  }

  /// What the input holds by its first bytes. Where answers are expected, an input that does not
  /// look like one is a broken answer, not plain text.
  private func detectKind(_ reader: BlockReader) throws(IOError) -> InputKind {
    let found = try reader.detectKind()
    let kind = found == .text ? textKind : found
    guard let answers, !kind.isCompletion || answers == .batch else { return kind }
    return answers
  }

  /// Fills the block; false after the last one. An input that cannot be read gives a block
  /// with a notice and nothing in it.
  mutating func next(into block: Block) -> Bool {
    while true {
      block.reset()
      do throws(IOError) {
        if reader == nil {
          guard nextSource < sources.count, stop?.signal == nil else { return false }
          try open(sources[nextSource])
          nextSource += 1
          number = 1
        }
        if kind == nil {
          kind = try detectKind(reader!)
          block.notice = .decided(kind!)
        } else if let decided = wasDecided {
          block.notice = .decided(decided)
          wasDecided = nil
        }
        if kind!.isAnswers, number == 1 { try reader!.detectWholeObject() }
        block.kind = kind!
        block.delimiter = reader!.delimiter(kind!)
        block.source = reader!.name
        block.firstNumber = number
        block.isOfLastInput = nextSource == sources.count
        if try reader!.next(into: block, kind: kind!) { return true }
        closeReader()
        if block.notice != nil { return true }
      } catch {
        if reader == nil { nextSource += 1 }
        closeReader()
        block.content = 0..<0
        block.skipped = nil
        block.notice = .cannotRead(error)
        return true
      }
    }
  }

  /// The next input where it is a streamed response that is to be passed on as it arrives; nil
  /// where it is something else, or there is none. An input that cannot be read is left to
  /// ``next(into:)``.
  mutating func nextLiveStream() -> (reader: BlockReader, decided: InputKind?)? {
    guard reader == nil, nextSource < sources.count, kind == nil || kind == .sse else {
      return nil
    }
    var decided: InputKind?
    do throws(IOError) {
      try open(sources[nextSource])
      number = 1
      if kind == nil {
        kind = try detectKind(reader!)
        decided = kind
      }
    } catch {
      closeReader()
      return nil
    }
    nextSource += 1
    guard kind == .sse, let found = reader else {
      wasDecided = decided
      return nil
    }
    reader = nil
    return (found, decided)
  }

  /// Counts the lines of the last block, so that those of the next are numbered on.
  mutating func advance(by lines: Int) { number += lines }

  private mutating func open(_ source: FilterSource) throws(IOError) {
    let found: BlockReader
    switch source {
    case .descriptor(let descriptor):
      found = BlockReader(descriptor, name: nil, limit: limit, wake: wake, stop: stop)
    case .file(let path):
      found = BlockReader(
        try Descriptor.open(path), name: path, limit: limit, wake: wake, stop: stop)
    }
    found.beforeWaiting = beforeWaiting
    reader = found
  }

  private mutating func closeReader() {
    if let reader, reader.name != nil { Descriptor.close(reader.descriptor) }
    reader = nil
  }

  /// Lines or outputs in a block, before its worker counts them.
  static func count(_ block: Block) -> Int {
    var count = block.skipped == nil ? 0 : 1
    guard let delimiter = block.delimiter else { return count }
    var p = block.buffer.base + block.content.lowerBound
    let end = block.buffer.base + block.content.upperBound
    while p < end {
      count += 1
      guard let found = memchr(p, Int32(delimiter), p.distance(to: end)) else { break }
      p = found.assumingMemoryBound(to: UInt8.self) + 1
    }
    return count
  }
}
