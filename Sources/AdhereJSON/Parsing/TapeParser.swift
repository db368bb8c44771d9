internal import AdhereBytes

/// Reads JSON (RFC 8259) into a ``Tape``, in one pass, without recursion.
///
/// Reusable: the memory of the tape is kept from text to text, so reading allocates nothing
/// once it has grown to fit. Resumable: ``StreamParser`` feeds it piece by piece through the
/// same code.
///
///     var parser = TapeParser()
///     let status = parser.parse(padded: pointer, count: n)
///
/// The text must be followed by one NUL byte and seven more readable bytes (``padding``): the
/// reader looks at eight bytes at a time and takes the NUL for the end.
public struct TapeParser: ~Copyable {
  /// Readable bytes a text must be followed by; the first of them NUL.
  public static let padding = 8

  /// How reading ended.
  public enum Status: Equatable, Sendable {
    /// One whole value and nothing after it.
    case complete
    /// The text so far can still become JSON; only from an unfinished stream.
    case incomplete
    /// The text is not JSON.
    case failed(ParseError)
  }

  /// What the reader expects next, between two pieces of a stream.
  enum Phase: UInt8 {
    case value, firstElement, firstKey, key, colon, after, done
  }

  /// How strictly to read; for the next text.
  public var options: ParseOptions
  var nodes: UnsafeMutablePointer<Node>
  var capacity: Int
  /// Number of nodes on the tape.
  public internal(set) var count = 0
  /// Index of the first key that repeats an earlier one of its object; nil where none does, or
  /// where ``ParseOptions/duplicateKeys`` ignores them.
  public internal(set) var duplicateKey: Int?

  /// How reading ended, once a step has returned ``Step/stop``.
  var ending = Status.incomplete

  // State between pieces.
  var phase = Phase.value
  var position = 0
  var container = -1
  var depth = 0
  /// Inside a string: where it began and the flags so far.
  var openString = -1
  var openFlags: UInt32 = 0
  /// The text being read, for comparing keys when a large object closes.
  var keyBase: UnsafePointer<UInt8>?

  /// - Parameters:
  ///   - options: how strictly to read.
  ///   - capacity: nodes there is room for at first; it grows as needed.
  public init(options: ParseOptions = ParseOptions(), capacity: Int = 64) {
    self.options = options
    self.capacity = max(1, capacity)
    nodes = .allocate(capacity: self.capacity)
  }

  deinit { nodes.deallocate() }

  /// The tape of the last text, over the bytes it was read from.
  public func tape(over bytes: UnsafePointer<UInt8>) -> Tape {
    Tape(bytes: bytes, nodes: UnsafePointer(nodes), count: count)
  }

  /// Reads one whole text.
  ///
  /// - Parameters:
  ///   - text: followed by ``padding``.
  ///   - count: bytes of the text.
  public mutating func parse(padded text: UnsafePointer<UInt8>, count: Int) -> Status {
    reset()
    return run(text, count, final: true)
  }

  /// Whether the text begins as an array or an object and does not end as one. Then it is not
  /// JSON, which is known without reading it; most outputs that were cut off are such.
  package static func isUnclosed(_ text: UnsafePointer<UInt8>, count: Int) -> Bool {
    var first = 0
    while first < count, text[first].isSpaceOrControl { first += 1 }
    var last = count - 1
    while last > first, text[last].isSpaceOrControl { last -= 1 }
    guard first < last else { return false }
    switch text[first] {
    case ASCII.leftBrace: return text[last] != ASCII.rightBrace
    case ASCII.leftBracket: return text[last] != ASCII.rightBracket
    default: return false
    }
  }

  /// Forgets the text read so far, keeps the memory.
  public mutating func reset() {
    count = 0
    duplicateKey = nil
    phase = .value
    position = 0
    container = -1
    depth = 0
    openString = -1
  }

  // MARK: - The reader

  /// Where the reader is in a text, and what it needs to know of it. Handed to functions only that
  /// are inlined into ``run(_:_:final:)``, so that all of it stays in registers.
  struct Scan {
    let base: UnsafePointer<UInt8>
    let length: Int
    /// No more bytes come after these.
    let isFinal: Bool
    let checkKeys: Bool
    let maximumDepth: Int
    var p: Int
    var phase: Phase
  }

  /// What comes after a step.
  enum Step {
    case value, afterValue, key, colon
    /// Reading has ended; ``ending`` says how.
    case stop
  }

  /// Reads from its place to the end of the text, or to the end of what is there.
  mutating func run(_ base: UnsafePointer<UInt8>, _ length: Int, final: Bool) -> Status {
    guard length < Int(UInt32.max) else { return fail(.tooLarge, 0) }
    keyBase = base
    var scan = Scan(
      base: base, length: length, isFinal: final, checkKeys: options.duplicateKeys != .ignore,
      maximumDepth: options.maximumDepth, p: position, phase: phase)
    if phase == .done { return finish(base, position, length) }
    // Inside a string, begin again at its quote; the scan itself goes on where it stood.
    if openString >= 0 { scan.p = openString &- 1 }
    value: while true {
      // A value, or on entry whatever the last piece stopped before.
      if scan.phase == .value || scan.phase == .firstElement {
        switch readValue(&scan) {
        case .value: continue value
        case .stop: return ending
        default: break
        }
      }
      // Containers are closed until one goes on.
      while true {
        if scan.phase == .value || scan.phase == .after {
          switch readAfterValue(&scan) {
          case .value: continue value
          case .afterValue: continue
          case .stop: return ending
          default: break
          }
        }
        if scan.phase == .firstKey || scan.phase == .key {
          switch readKey(&scan) {
          case .afterValue: continue
          case .stop: return ending
          default: break
          }
        }
        if readColon(&scan) == .stop { return ending }
        continue value
      }
    }
  }

  @inline(__always)
  private mutating func readValue(_ scan: inout Scan) -> Step {
    let base = scan.base
    scan.p = TapeParser.skipSpace(base, scan.p)
    switch base[scan.p] {
    case ASCII.quote:
      let (start, end, flags, isWhole) = readString(&scan, .string)
      guard isWhole else { return .stop }
      append(start, end, flags, 0)
    case ASCII.leftBrace:
      guard depth < scan.maximumDepth else { return stop(.tooDeep, at: scan.p) }
      open(.object, at: scan.p)
      scan.p = TapeParser.skipSpace(base, scan.p &+ 1)
      if base[scan.p] == ASCII.rightBrace {
        close(&scan)
      } else {
        scan.phase = .firstKey
      }
    case ASCII.leftBracket:
      guard depth < scan.maximumDepth else { return stop(.tooDeep, at: scan.p) }
      open(.array, at: scan.p)
      scan.p = TapeParser.skipSpace(base, scan.p &+ 1)
      if base[scan.p] == ASCII.rightBracket {
        close(&scan)
      } else {
        scan.phase = .firstElement
        return .value
      }
    case ASCII.minus, ASCII.zero...ASCII.nine:
      let start = scan.p
      var flags = UInt32(Node.Kind.number.rawValue)
      let problem = TapeParser.scanNumber(base, &scan.p, &flags)
      if scan.p == scan.length, !scan.isFinal { return pause(scan.phase, at: start) }
      if problem != 0 {
        return stop(scan.p == scan.length ? .unexpectedEnd : .invalidNumber, at: scan.p)
      }
      append(start, scan.p, flags, 0)
    case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"):
      let (kind, size) = TapeParser.literal(base + scan.p)
      if size == 0 {
        return literalStopped(scan.base, scan.p, scan.length, scan.phase, scan.isFinal)
      }
      append(scan.p, scan.p &+ size, UInt32(kind.rawValue), 0)
      scan.p &+= size
    case ASCII.rightBracket where scan.phase == .firstElement:
      // Only on resuming: the bracket came in a later piece than its opener.
      close(&scan)
    default:
      guard scan.p == scan.length else { return stop(.unexpectedByte, at: scan.p) }
      if !scan.isFinal { return pause(scan.phase, at: scan.p) }
      return stop(count == 0 ? .empty : .unexpectedEnd, at: scan.p)
    }
    if scan.phase == .firstElement { scan.phase = .value }
    return .afterValue
  }

  /// A comma, or the end of the container.
  @inline(__always)
  private mutating func readAfterValue(_ scan: inout Scan) -> Step {
    scan.phase = .after
    guard container >= 0 else {
      ending = finish(scan.base, scan.p, scan.length)
      return .stop
    }
    scan.p = TapeParser.skipSpace(scan.base, scan.p)
    let byte = scan.base[scan.p]
    let isObject = nodes[container].kind == .object
    if byte == ASCII.comma {
      scan.p &+= 1
      scan.phase = isObject ? .key : .value
      return isObject ? .key : .value
    }
    if byte == ASCII.rightBrace && isObject || byte == ASCII.rightBracket && !isObject {
      close(&scan)
      return .afterValue
    }
    if scan.p == scan.length { return end(scan.phase, at: scan.p, scan.isFinal) }
    let isClose = byte == ASCII.rightBrace || byte == ASCII.rightBracket
    return stop(isClose ? .mismatchedClose : .expectedCommaOrClose, at: scan.p)
  }

  /// A key, or the end of an empty object.
  @inline(__always)
  private mutating func readKey(_ scan: inout Scan) -> Step {
    scan.p = TapeParser.skipSpace(scan.base, scan.p)
    let byte = scan.base[scan.p]
    if byte == ASCII.quote || openString >= 0 {
      let (start, end, flags, isWhole) = readString(&scan, .key)
      guard isWhole else { return .stop }
      appendKey(scan.base, start, end, flags, scan.checkKeys)
    } else if byte == ASCII.rightBrace, scan.phase == .firstKey {
      close(&scan)
      scan.phase = .after
      return .afterValue
    } else {
      return scan.p == scan.length
        ? end(scan.phase, at: scan.p, scan.isFinal) : stop(.expectedKey, at: scan.p)
    }
    scan.phase = .colon
    return .colon
  }

  @inline(__always)
  private mutating func readColon(_ scan: inout Scan) -> Step {
    scan.p = TapeParser.skipSpace(scan.base, scan.p)
    guard scan.base[scan.p] == ASCII.colon else {
      return scan.p == scan.length
        ? end(scan.phase, at: scan.p, scan.isFinal) : stop(.expectedColon, at: scan.p)
    }
    scan.p &+= 1
    scan.phase = .value
    return .value
  }

  /// The string at the reader's place, or the rest of one that an earlier piece began. Moves past
  /// its closing quote.
  @inline(__always)
  private mutating func readString(
    _ scan: inout Scan, _ kind: Node.Kind
  ) -> (start: Int, end: Int, flags: UInt32, isWhole: Bool) {
    let base = scan.base
    var flags = UInt32(kind.rawValue)
    let start: Int
    if openString >= 0 {
      start = openString
      flags = openFlags
      scan.p = position
      openString = -1
    } else {
      scan.p &+= 1
      start = scan.p
    }
    scan.p = ByteScan.plainEnd(padded: base, from: scan.p)
    if base[scan.p] != ASCII.quote {
      // Copies, as what a call may change has to be in memory.
      var (p, found) = (scan.p, flags)
      let reason = TapeParser.scanString(base, &p, &found)
      scan.p = p
      flags = found
      if reason != .quote {
        stringStopped(base, reason, start, p, found, scan.phase, scan.length, scan.isFinal)
        return (start, p, flags, false)
      }
    }
    let end = scan.p
    scan.p &+= 1
    return (start, end, flags, true)
  }

  /// Closes the innermost container at the bracket where the reader is.
  @inline(__always)
  private mutating func close(_ scan: inout Scan) {
    close(at: scan.p)
    scan.p &+= 1
  }
}
