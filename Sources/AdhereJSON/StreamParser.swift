/// A JSON text that arrives in pieces: the same reader as ``TapeParser``, resumed.
///
///     var stream = StreamParser()
///     stream.append(piece)          // .incomplete, .complete or .failed
///     stream.finish()               // no more pieces: .complete or .failed
///
/// The work over all pieces together is linear in the bytes, however they are split.
public struct StreamParser: ~Copyable {
  private var parser: TapeParser
  private var bytes: UnsafeMutablePointer<UInt8>
  private var capacity = 1_024
  private var status = TapeParser.Status.incomplete
  /// Bytes received so far.
  public private(set) var length = 0

  public init(options: ParseOptions = ParseOptions()) {
    parser = TapeParser(options: options)
    bytes = .allocate(capacity: capacity)
    bytes.initialize(repeating: 0, count: TapeParser.padding)
  }

  deinit { bytes.deallocate() }

  /// Takes the next piece and reads as far as it goes. After a failure further pieces are kept
  /// but not read.
  @discardableResult
  public mutating func append(_ piece: UnsafeBufferPointer<UInt8>) -> TapeParser.Status {
    if length + piece.count + TapeParser.padding > capacity { grow(by: piece.count) }
    let old = length
    if let source = piece.baseAddress {
      (bytes + length).update(from: source, count: piece.count)
    }
    length += piece.count
    (bytes + length).update(repeating: 0, count: TapeParser.padding)
    if case .failed = status { return status }
    if isInsideNumber(from: old) { return status }
    status = parser.run(UnsafePointer(bytes), length, final: false)
    return status
  }

  @discardableResult
  public mutating func append(_ piece: [UInt8]) -> TapeParser.Status {
    piece.withUnsafeBufferPointer { append($0) }
  }

  /// Says that no more pieces come.
  public mutating func finish() -> TapeParser.Status {
    if case .failed = status { return status }
    status = parser.run(UnsafePointer(bytes), length, final: true)
    return status
  }

  /// What has been read so far. Containers that are still open have no end yet.
  public func withTape<Result>(_ body: (borrowing Tape) throws -> Result) rethrows -> Result {
    try body(parser.tape(over: UnsafePointer(bytes)))
  }

  /// The inside of the string, as far as it came, where the text so far ends in a string that is
  /// a value: byte offsets. An escape or a character that is cut off is not part of it.
  public var openString: Range<Int>? {
    guard case .incomplete = status, parser.openString >= 0,
      parser.phase == .value || parser.phase == .firstElement
    else { return nil }
    return parser.openString..<max(parser.position, parser.openString)
  }

  /// Index of the first repeated key, see ``ParseOptions/duplicateKeys``.
  public var duplicateKey: Int? { parser.duplicateKey }

  /// A number is read only once it is whole, from its first digit; without this look ahead a
  /// long one in small pieces would be read again with each of them.
  private func isInsideNumber(from old: Int) -> Bool {
    guard parser.openString < 0, old > parser.position, old < length else { return false }
    let first = bytes[parser.position]
    guard first == UInt8(ascii: "-") || TapeParser.isDigit(first) else { return false }
    return (old..<length).allSatisfy { i in
      switch bytes[i] {
      case 0x30...0x39, UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"),
        UInt8(ascii: "+"), UInt8(ascii: "-"):
        true
      default: false
      }
    }
  }

  private mutating func grow(by count: Int) {
    capacity = max(capacity * 2, length + count + TapeParser.padding)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.moveInitialize(from: bytes, count: length)
    bytes.deallocate()
    bytes = larger
  }
}
