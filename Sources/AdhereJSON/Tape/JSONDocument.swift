/// A parsed JSON text that owns its bytes and its tape. Immutable, safe to share.
///
///     let document = try JSONDocument(Array(#"{"a":[1,2]}"#.utf8))
///     document.withTape { tape in tape.kind(0) }   // .object
public final class JSONDocument: Sendable {
  private nonisolated(unsafe) let storage: UnsafeMutablePointer<UInt8>
  private nonisolated(unsafe) let nodes: UnsafeMutablePointer<Node>
  /// Bytes of the text.
  public let byteCount: Int
  /// Nodes on the tape.
  public let nodeCount: Int
  /// Index of the first key that repeats an earlier one of its object.
  public let duplicateKey: Int?

  /// - Throws: ``ParseError`` where the bytes are not JSON.
  public init(
    _ text: UnsafeBufferPointer<UInt8>, options: ParseOptions = ParseOptions()
  ) throws(ParseError) {
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: text.count + TapeParser.padding)
    if let source = text.baseAddress { copy.initialize(from: source, count: text.count) }
    (copy + text.count).initialize(repeating: 0, count: TapeParser.padding)
    // Tool arguments have a node for about eight bytes.
    var parser = TapeParser(options: options, capacity: text.count / 8 + 8)
    switch parser.parse(padded: copy, count: text.count) {
    case .complete: break
    case .failed(let error):
      copy.deallocate()
      throw error
    case .incomplete:
      copy.deallocate()
      throw ParseError(code: .unexpectedEnd, offset: text.count)
    }
    storage = copy
    byteCount = text.count
    nodeCount = parser.count
    duplicateKey = parser.duplicateKey
    if parser.capacity <= 2 * parser.count + 64 {
      nodes = parser.takeNodes()
    } else {
      nodes = .allocate(capacity: parser.count)
      nodes.initialize(from: parser.tape(over: copy).nodes, count: parser.count)
    }
  }

  /// - Throws: ``ParseError`` where the bytes are not JSON.
  public convenience init(
    _ text: [UInt8], options: ParseOptions = ParseOptions()
  ) throws(ParseError) {
    // The pointer outlives the closure only in form: the array is alive to the end of the call.
    let buffer = text.withUnsafeBufferPointer { $0 }
    defer { withExtendedLifetime(text) {} }
    try self.init(buffer, options: options)
  }

  deinit {
    storage.deallocate()
    nodes.deallocate()
  }

  /// The tape. It borrows from the document: keep the document alive while it is used.
  public var tape: Tape {
    Tape(bytes: UnsafePointer(storage), nodes: UnsafePointer(nodes), count: nodeCount)
  }

  /// Runs `body` with the tape, keeping the document alive.
  public func withTape<Result>(_ body: (Tape) throws -> Result) rethrows -> Result {
    try withExtendedLifetime(self) { try body(tape) }
  }

  /// The text as it was given.
  public var bytes: [UInt8] { Array(UnsafeBufferPointer(start: storage, count: byteCount)) }
}
