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
    case failed(ParseError)
  }

  /// Where reading stands between two pieces of a stream.
  enum Phase: UInt8 {
    case value, firstElement, firstKey, key, colon, after, done
  }

  public var options: ParseOptions
  var nodes: UnsafeMutablePointer<Node>
  var capacity: Int
  /// Number of nodes on the tape.
  public internal(set) var count = 0
  /// Index of the first key that repeats an earlier one of its object; nil where none does or
  /// nobody asked (``ParseOptions/duplicateKeys``).
  public internal(set) var duplicateKey: Int?

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

  /// - Parameter capacity: nodes there is room for at first; it grows as needed.
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
  public mutating func parse(padded text: UnsafePointer<UInt8>, count: Int) -> Status {
    reset()
    return run(text, count, final: true)
  }

  /// Whether the text begins as a list or an object and does not end as one: then it is no JSON,
  /// which is told without reading it. Most outputs that were cut off are such.
  public static func breaksOff(_ text: UnsafePointer<UInt8>, count: Int) -> Bool {
    var first = 0
    while first < count, text[first] <= 0x20 { first += 1 }
    var last = count - 1
    while last > first, text[last] <= 0x20 { last -= 1 }
    guard first < last else { return false }
    switch text[first] {
    case UInt8(ascii: "{"): return text[last] != UInt8(ascii: "}")
    case UInt8(ascii: "["): return text[last] != UInt8(ascii: "]")
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

  /// Reads from where it stands to the end of the text, or to the end of what is there.
  mutating func run(_ base: UnsafePointer<UInt8>, _ length: Int, final: Bool) -> Status {
    guard length < Int(UInt32.max) else { return fail(.tooLarge, 0) }
    keyBase = base
    let checkKeys = options.duplicateKeys != .ignore
    let maximumDepth = options.maximumDepth
    var p = position
    var entry = phase

    if entry == .done { return finish(base, p, length, final) }
    // Inside a string, begin again at its quote; the scan itself goes on where it stood.
    if openString >= 0 { p = openString &- 1 }
    value: while true {
      // A value, or on entry whatever the last piece stopped before.
      if entry == .value || entry == .firstElement {
        p = TapeParser.skipSpace(base, p)
        let byte = base[p]
        switch byte {
        case UInt8(ascii: "\""):
          var flags = UInt32(Node.Kind.string.rawValue)
          let start: Int
          if openString >= 0 {
            start = openString
            flags = openFlags
            p = position
            openString = -1
          } else {
            p &+= 1
            start = p
          }
          p = TapeParser.skipPlain(base, p)
          if base[p] != UInt8(ascii: "\"") {
            let stop = TapeParser.scanString(base, &p, &flags)
            if stop != .quote {
              return stringStopped(base, stop, start, p, flags, entry, length, final)
            }
          }
          append(start, p, flags, 0)
          p &+= 1
        case UInt8(ascii: "{"):
          guard depth < maximumDepth else { return fail(.tooDeep, p) }
          open(.object, at: p)
          p = TapeParser.skipSpace(base, p &+ 1)
          if base[p] == UInt8(ascii: "}") {
            close(at: p)
            p &+= 1
          } else {
            entry = .firstKey
          }
        case UInt8(ascii: "["):
          guard depth < maximumDepth else { return fail(.tooDeep, p) }
          open(.array, at: p)
          p = TapeParser.skipSpace(base, p &+ 1)
          if base[p] == UInt8(ascii: "]") {
            close(at: p)
            p &+= 1
          } else {
            entry = .firstElement
            continue value
          }
        case UInt8(ascii: "-"), 0x30...0x39:
          let start = p
          var flags = UInt32(Node.Kind.number.rawValue)
          let problem = TapeParser.scanNumber(base, &p, &flags)
          if p == length, !final { return pause(entry, at: start) }
          if problem != 0 {
            return fail(p == length ? .unexpectedEnd : .invalidNumber, p)
          }
          append(start, p, flags, 0)
        case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"):
          let (kind, size) = TapeParser.literal(base + p)
          if size == 0 {
            return literalStopped(base, p, length, entry, final)
          }
          append(p, p &+ size, UInt32(kind.rawValue), 0)
          p &+= size
        case UInt8(ascii: "]") where entry == .firstElement:
          // Only on resuming: the bracket came in a later piece than its opener.
          close(at: p)
          p &+= 1
        default:
          if p == length {
            if !final { return pause(entry, at: p) }
            return fail(count == 0 ? .empty : .unexpectedEnd, p)
          }
          return fail(.unexpectedByte, p)
        }
        if entry == .firstElement { entry = .value }
      }

      // After a value: close containers until one goes on.
      after: while true {
        if entry == .value || entry == .after {
          entry = .after
          guard container >= 0 else { return finish(base, p, length, final) }
          p = TapeParser.skipSpace(base, p)
          let byte = base[p]
          let isObject = nodes[container].kind == .object
          if byte == UInt8(ascii: ",") {
            p &+= 1
            entry = isObject ? .key : .value
            if !isObject { continue value }
          } else if byte == UInt8(ascii: "}") && isObject
            || byte == UInt8(ascii: "]") && !isObject
          {
            close(at: p)
            p &+= 1
            continue after
          } else {
            if p == length {
              return final ? fail(.unexpectedEnd, p) : pause(.after, at: p)
            }
            let isClose = byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
            return fail(isClose ? .mismatchedClose : .expectedCommaOrClose, p)
          }
        }

        // A key and its colon.
        if entry == .firstKey || entry == .key {
          p = TapeParser.skipSpace(base, p)
          if base[p] == UInt8(ascii: "\"") || openString >= 0 {
            var flags = UInt32(Node.Kind.key.rawValue)
            let start: Int
            if openString >= 0 {
              start = openString
              flags = openFlags
              p = position
              openString = -1
            } else {
              p &+= 1
              start = p
            }
            p = TapeParser.skipPlain(base, p)
            if base[p] != UInt8(ascii: "\"") {
              let stop = TapeParser.scanString(base, &p, &flags)
              if stop != .quote {
                return stringStopped(base, stop, start, p, flags, entry, length, final)
              }
            }
            appendKey(base, start, p, flags, checkKeys)
            p &+= 1
          } else if base[p] == UInt8(ascii: "}"), entry == .firstKey {
            close(at: p)
            p &+= 1
            entry = .after
            continue after
          } else {
            if p == length { return final ? fail(.unexpectedEnd, p) : pause(entry, at: p) }
            return fail(.expectedKey, p)
          }
          entry = .colon
        }
        // entry == .colon
        p = TapeParser.skipSpace(base, p)
        guard base[p] == UInt8(ascii: ":") else {
          if p == length { return final ? fail(.unexpectedEnd, p) : pause(.colon, at: p) }
          return fail(.expectedColon, p)
        }
        p &+= 1
        entry = .value
        continue value
      }
    }
  }

  // MARK: - Ends

  private mutating func finish(
    _ base: UnsafePointer<UInt8>, _ at: Int, _ length: Int, _ final: Bool
  ) -> Status {
    let p = TapeParser.skipSpace(base, at)
    phase = .done
    position = p
    if p < length { return fail(.trailingBytes, p) }
    if options.duplicateKeys == .reject, let key = duplicateKey {
      return fail(.duplicateKey, Int(nodes[key].start) - 1)
    }
    return .complete
  }

  @inline(never)
  private mutating func fail(_ code: ParseError.Code, _ offset: Int) -> Status {
    position = offset
    return .failed(ParseError(code: code, offset: offset))
  }

  @inline(never)
  private mutating func pause(_ phase: Phase, at position: Int) -> Status {
    self.phase = phase
    self.position = position
    return .incomplete
  }

  @inline(never)
  private mutating func stringStopped(
    _ base: UnsafePointer<UInt8>, _ stop: StringStop, _ start: Int, _ p: Int, _ flags: UInt32,
    _ entry: Phase, _ length: Int, _ final: Bool
  ) -> Status {
    let cut =
      switch stop {
      case .escape: TapeParser.isCutEscape(base, p, length)
      case .utf8: UTF8Sequence.isCut(base, p, length)
      default: p == length
      }
    if cut {
      if final { return fail(.unexpectedEnd, length) }
      // An unfinished escape or UTF-8 sequence is read again, whole, with the next piece.
      openString = start
      openFlags = flags
      return pause(entry, at: p)
    }
    switch stop {
    case .escape: return fail(.invalidEscape, p)
    case .utf8: return fail(.invalidUTF8, p)
    default: return fail(.controlCharacter, p)
    }
  }

  @inline(never)
  private mutating func literalStopped(
    _ base: UnsafePointer<UInt8>, _ p: Int, _ length: Int, _ entry: Phase, _ final: Bool
  ) -> Status {
    let words: [StaticString] = ["true", "false", "null"]
    for word in words where length - p < word.utf8CodeUnitCount {
      let begun = word.withUTF8Buffer { w in (p..<length).allSatisfy { base[$0] == w[$0 - p] } }
      if begun { return final ? fail(.unexpectedEnd, length) : pause(entry, at: p) }
    }
    return fail(.invalidLiteral, p)
  }

  // MARK: - The tape

  @inline(__always)
  private mutating func append(_ start: Int, _ end: Int, _ meta: UInt32, _ link: UInt32) {
    if count == capacity { grow() }
    nodes[count] = Node(
      start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end), meta: meta,
      link: link)
    count &+= 1
    if container >= 0 { countChild() }
  }

  /// Counts a value into its array or a value into its object, up to the counter's limit.
  @inline(__always)
  private mutating func countChild() {
    let meta = nodes[container].meta
    if meta < UInt32(Node.countLimit) << 16 { nodes[container].meta = meta &+ Node.countStep }
  }

  @inline(never)
  /// Hands over the memory of the tape; there is room for ``capacity`` nodes.
  mutating func takeNodes() -> UnsafeMutablePointer<Node> {
    let taken = nodes
    capacity = 1
    nodes = .allocate(capacity: capacity)
    reset()
    return taken
  }

  private mutating func grow() {
    let larger = UnsafeMutablePointer<Node>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: nodes, count: count)
    nodes.deallocate()
    nodes = larger
    capacity *= 2
  }

  /// While a container is open its `link` holds the container around it, and its `end` the
  /// filter of key hashes that ``appendKey`` uses; there is no other stack.
  @inline(__always)
  private mutating func open(_ kind: Node.Kind, at p: Int) {
    let index = count
    append(p, 0, UInt32(kind.rawValue), UInt32(bitPattern: Int32(truncatingIfNeeded: container)))
    container = index
    depth &+= 1
  }

  @inline(__always)
  private mutating func close(at p: Int) {
    let index = container
    if nodes[index].meta & Node.recheckKeys != 0 { recheckKeys(of: index) }
    container = Int(Int32(bitPattern: nodes[index].link))
    nodes[index].end = UInt32(truncatingIfNeeded: p &+ 1)
    nodes[index].link = UInt32(truncatingIfNeeded: count)
    depth &-= 1
  }

  @inline(__always)
  private mutating func appendKey(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ flags: UInt32, _ check: Bool
  ) {
    var hash = KeyHash.hash(padded: base + start, count: end &- start)
    if flags & Node.escapes != 0 { hash = hashDecoded(base, start, end, flags) }
    if count == capacity { grow() }
    if check {
      // A 32-bit filter finds objects without repeated keys at the cost of one OR a key.
      let bit: UInt32 = 1 &<< (hash & 31)
      let seen = nodes[container].end
      if seen & bit != 0 {
        suspect(base, start, end, flags, hash)
      }
      nodes[container].end = seen | bit
    }
    nodes[count] = Node(
      start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end), meta: flags,
      link: hash)
    count &+= 1
  }
}
