internal import AdhereBytes

/// Reads a stream of server-sent events (WHATWG HTML, section 9.2.6), however its bytes are split.
///
///     var reader = EventStreamReader()
///     reader.feed(bytes) { event in use(event.data) }
///     reader.finish { event in use(event.data) }
///
/// To the letter of the standard: a byte order mark at the beginning, lines that end in CR LF,
/// LF or CR, comments, several `data` lines in one event, fields without a colon, one space
/// after it left out. Beyond it, because providers need it: an event that the end of the stream
/// cuts off is handed over too (``ServerSentEvent/Form/unterminated``), and so is a line that is
/// no field but begins with `{` (``ServerSentEvent/Form/bare``).
///
/// The work is linear in the bytes and the memory bounded by `maximumEventBytes`.
public struct EventStreamReader: ~Copyable {
  /// Longest data of an event, in bytes. A longer one is dropped up to its end and handed over
  /// as ``ServerSentEvent/Form/tooLong``.
  public let maximumEventBytes: Int
  /// Everything before this offset of the stream belongs to events that were handed over, to none,
  /// or to one that is too long to be handed over.
  public private(set) var boundary = 0
  /// Bytes fed so far.
  public private(set) var position = 0
  /// The last `retry` field, in milliseconds.
  public private(set) var retry: Int?
  /// The last `id` field.
  public private(set) var lastEventID: [UInt8] = []
  /// Lines that were neither a field, nor a comment, nor blank.
  public private(set) var ignoredLines = 0

  private let splitsJSON: Bool
  /// Bytes of memory for a line or an event at first.
  private static let usualCapacity = 1_024
  /// Memory beyond this is given back after the event that needed it.
  private static let keptCapacity = 64 << 10
  private var data = PaddedBytes(capacity: Self.usualCapacity)
  /// The beginning of a line whose end has not come yet.
  private var line = PaddedBytes(capacity: Self.usualCapacity)
  /// Where that line begins in the stream.
  private var lineStart = 0
  /// A line longer than any that can be read; its bytes were dropped.
  private struct LongLine {
    var length: Int
    var isComment: Bool
  }
  /// The line being read, where it is such a one.
  private var longLine: LongLine?
  private var skipsLineFeed = false
  private var name = PaddedBytes(capacity: 64)
  private var hasData = false
  private var dataIsTooLong = false
  /// Bytes of data, those that were dropped too.
  private var dataLength = 0
  private var firstLine = 0
  private var laterLines: [DataLine] = []

  /// - Parameters:
  ///   - maximumEventBytes: longest data of an event, in bytes.
  ///   - splitsJSON: some servers leave the blank line between events out. With this, a line of
  ///     data that begins a JSON value where one has just ended begins an event of its own;
  ///     joined the two could be no JSON.
  public init(maximumEventBytes: Int = 16 << 20, splitsJSON: Bool = false) {
    self.maximumEventBytes = maximumEventBytes
    self.splitsJSON = splitsJSON
  }

  /// Takes the next bytes and hands over the events that end in them.
  public mutating func feed(
    _ bytes: UnsafeBufferPointer<UInt8>, _ receive: (ServerSentEvent) -> Void
  ) {
    withoutActuallyEscaping(receive) { feed(bytes, to: EventClosure($0)) }
  }

  /// Takes the next bytes and hands over the events that end in them.
  mutating func feed(_ bytes: UnsafeBufferPointer<UInt8>, to receiver: some EventReceiver) {
    guard let base = bytes.baseAddress, bytes.count > 0 else { return }
    var p = 0
    if skipsLineFeed {
      skipsLineFeed = false
      if base[0] == ASCII.lineFeed { skipLineFeed(&p) }
    }
    var ends = LineEnds(base, bytes.count)
    while p < bytes.count {
      let end = ends.next(from: p)
      if end == bytes.count {
        keep(UnsafeBufferPointer(start: base + p, count: end - p))
        break
      }
      // A line that lies in one piece is read where it is.
      if line.count == 0, longLine == nil {
        take(base + p, end - p, to: position + end + 1, receiver)
      } else {
        keep(UnsafeBufferPointer(start: base + p, count: end - p))
        take(UnsafePointer(line.base), line.count, to: position + end + 1, receiver)
        endLine()
      }
      p = end + 1
      lineStart = position + p
      if base[end] == ASCII.carriageReturn {
        if p == bytes.count {
          skipsLineFeed = true
        } else if base[p] == ASCII.lineFeed {
          skipLineFeed(&p)
        }
      }
    }
    position += bytes.count
    if dataIsTooLong || longLine.map({ !$0.isComment || !hasData && name.count == 0 }) ?? false {
      boundary = position
    }
  }

  /// Says that the stream has ended, and hands over what it cut off.
  public mutating func finish(_ receive: (ServerSentEvent) -> Void) {
    withoutActuallyEscaping(receive) { finish(to: EventClosure($0)) }
  }

  /// Says that the stream has ended, and hands over what it cut off.
  mutating func finish(to receiver: some EventReceiver) {
    if line.count > 0 || longLine != nil {
      take(UnsafePointer(line.base), line.count, to: position, receiver)
      endLine()
    }
    if hasData { dispatch(.unterminated, to: position, receiver) }
    boundary = position
  }

  private mutating func skipLineFeed(_ p: inout Int) {
    p += 1
    lineStart += 1
    // The line feed belongs to the line end before it.
    if boundary == lineStart - 1 { boundary = lineStart }
  }

  private mutating func keep(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard longLine == nil else {
      longLine?.length += bytes.count
      return
    }
    if line.count + bytes.count > longestLine {
      let first = line.count > 0 ? line.base[0] : bytes[0]
      longLine = LongLine(
        length: line.count + bytes.count, isComment: first == ASCII.colon)
      Self.release(&line)
      return
    }
    line.append(bytes)
  }

  /// A field's name and its colon come on top of its data.
  private var longestLine: Int { maximumEventBytes + 16 }

  /// Whatever it was, unless it is a comment it counts as data: nothing is lost without a word.
  private mutating func passOver(_ long: LongLine, to end: Int) {
    if long.isComment {
      if !hasData, name.count == 0 { boundary = end }
      return
    }
    dataIsTooLong = true
    hasData = true
    dataLength += long.length
  }

  // MARK: - Lines

  private mutating func take(
    _ start: UnsafePointer<UInt8>, _ length: Int, to end: Int, _ receiver: some EventReceiver
  ) {
    var p = start
    var n = length
    var offset = lineStart
    if let longLine { return passOver(longLine, to: end) }
    // However the line is cut it is the same one.
    if n > longestLine {
      return passOver(LongLine(length: n, isComment: p[0] == ASCII.colon), to: end)
    }
    if offset == 0, n >= 3, p[0] == 0xEF, p[1] == 0xBB, p[2] == 0xBF {
      p += 3
      n -= 3
      offset += 3
    }
    if n == 0 {
      if hasData {
        dispatch(.regular, to: end, receiver)
      } else {
        name.count = 0
        boundary = end
      }
      return
    }
    switch p[0] {
    case UInt8(ascii: "d") where LineScan.isField("data", p, n):
      let value = LineScan.value(p, n, 4)
      if splitsJSON, hasData, data.count > 0,
        LineScan.isSeam(UnsafePointer(data.base), data.count, p + value, n - value)
      {
        dispatch(.regular, to: lineStart, receiver)
      }
      append(p + value, n - value, at: offset + value)
    case ASCII.colon:
      if !hasData, name.count == 0 { boundary = end }
    case UInt8(ascii: "e") where LineScan.isField("event", p, n):
      let value = LineScan.value(p, n, 5)
      // In the memory of the name before: streams of some APIs name every event.
      name.count = 0
      name.append(UnsafeBufferPointer(start: p + value, count: n - value))
    case UInt8(ascii: "i") where LineScan.isField("id", p, n):
      let value = LineScan.value(p, n, 2)
      let id = UnsafeBufferPointer(start: p + value, count: n - value)
      if !id.contains(0) { lastEventID = Array(id) }
    case UInt8(ascii: "r") where LineScan.isField("retry", p, n):
      let value = LineScan.value(p, n, 5)
      retry = LineScan.digits(p + value, n - value) ?? retry
    case let byte where byte == ASCII.leftBrace || LineScan.beginsList(p, n):
      if hasData { dispatch(.unterminated, to: lineStart, receiver) }
      append(p, n, at: offset)
      dispatch(.bare, to: end, receiver)
    default:
      if !LineScan.isBlank(p, n) { ignoredLines += 1 }
      if !hasData, name.count == 0 { boundary = end }
    }
  }

  private mutating func append(_ bytes: UnsafePointer<UInt8>, _ count: Int, at offset: Int) {
    dataLength += count
    if !hasData {
      hasData = true
      firstLine = offset
      dataIsTooLong = dataIsTooLong || count > maximumEventBytes
    } else {
      dataLength += 1
      guard !dataIsTooLong, data.count + 1 + count <= maximumEventBytes else {
        dataIsTooLong = true
        Self.release(&data)
        return
      }
      data.append(ASCII.lineFeed)
      laterLines.append(DataLine(data: data.count, stream: offset))
    }
    if !dataIsTooLong { data.append(UnsafeBufferPointer(start: bytes, count: count)) }
  }

  private mutating func dispatch(
    _ form: ServerSentEvent.Form, to end: Int, _ receiver: some EventReceiver
  ) {
    if dataIsTooLong { Self.release(&data) }
    data.pad()
    let size = data.count
    let isTooLong = dataIsTooLong
    let start = boundary
    let length = dataLength
    boundary = end
    hasData = false
    dataIsTooLong = false
    dataLength = 0
    data.count = 0
    let content = UnsafeBufferPointer(start: UnsafePointer(data.base), count: size)
    let (first, later) = (firstLine, laterLines)
    let name = UnsafeBufferPointer(start: UnsafePointer(self.name.base), count: self.name.count)
    receiver.receive(
      ServerSentEvent(
        name: name, data: content, form: isTooLong ? .tooLong : form, range: start..<end,
        length: length, firstLine: first, laterLines: later))
    if !laterLines.isEmpty { laterLines.removeAll(keepingCapacity: true) }
    self.name.count = 0
    if self.name.capacity > Self.keptCapacity { Self.release(&self.name) }
    if data.capacity > Self.keptCapacity, data.count == 0 { Self.release(&data) }
  }

  /// Forgets the line that came in pieces, and gives back what a long one needed: only here, as an
  /// event may be dispatched while the line behind it is being read.
  private mutating func endLine() {
    line.count = 0
    longLine = nil
    if line.capacity > Self.keptCapacity { Self.release(&line) }
  }

  private static func release(_ buffer: inout PaddedBytes) {
    buffer.removeAll(keeping: buffer.capacity > keptCapacity ? usualCapacity : .max)
  }
}

/// What takes the events of a reader.
///
/// An object, because a closure that is known where it is called is taken apart into what it holds,
/// and each of that is counted at every line.
protocol EventReceiver: AnyObject {
  func receive(_ event: ServerSentEvent)
}

private final class EventClosure: EventReceiver {
  private let body: (ServerSentEvent) -> Void

  init(_ body: @escaping (ServerSentEvent) -> Void) { self.body = body }

  func receive(_ event: ServerSentEvent) { body(event) }
}
