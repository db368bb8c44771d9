internal import AdhereBytes

/// A JSON text that arrives in pieces: the same reader as ``TapeParser``, resumed.
///
///     var stream = StreamParser()
///     stream.append(piece)          // .incomplete, .complete or .failed
///     stream.finish()               // no more pieces: .complete or .failed
///
/// The work over all pieces together is linear in the bytes, however they are split.
public struct StreamParser: ~Copyable {
  private var parser: TapeParser
  private var text = PaddedBytes(capacity: 1_024 - PaddedBytes.padding)
  private var status = TapeParser.Status.incomplete

  /// - Parameter options: as for a text that comes whole.
  public init(options: ParseOptions = ParseOptions()) { parser = TapeParser(options: options) }

  /// Bytes received so far.
  public var length: Int { text.count }

  /// Takes the next piece and reads as far as it goes. After a failure further pieces are kept
  /// but not read.
  @discardableResult
  public mutating func append(_ piece: UnsafeBufferPointer<UInt8>) -> TapeParser.Status {
    let old = length
    text.append(piece)
    text.pad()
    if case .failed = status { return status }
    if isInsideNumber(from: old) { return status }
    status = parser.run(UnsafePointer(text.base), length, final: false)
    return status
  }

  /// Takes the next piece and reads as far as it goes.
  @discardableResult
  public mutating func append(_ piece: [UInt8]) -> TapeParser.Status {
    piece.withUnsafeBufferPointer { append($0) }
  }

  /// Says that no more pieces come.
  public mutating func finish() -> TapeParser.Status {
    if case .failed = status { return status }
    status = parser.run(UnsafePointer(text.base), length, final: true)
    return status
  }

  /// What has been read so far. Containers that are still open have no end yet.
  public func withTape<Result>(_ body: (borrowing Tape) throws -> Result) rethrows -> Result {
    try body(parser.tape(over: UnsafePointer(text.base)))
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
    let first = text.base[parser.position]
    guard first == ASCII.minus || first.isDigit else { return false }
    return (old..<length).allSatisfy { i in
      switch text.base[i] {
      case ASCII.zero...ASCII.nine, ASCII.period, UInt8(ascii: "e"), UInt8(ascii: "E"),
        ASCII.plus, ASCII.minus:
        true
      default: false
      }
    }
  }
}
