import AdhereBytes

/// Detects output that runs away: white space or repeated bytes without end, or too long a text.
///
///     var watch = RunawayWatch()
///     if case .dead(let abort) = watch.append(piece) { … }
public struct RunawayWatch: Sendable {
  /// When output counts as running away.
  public struct Limits: Sendable {
    /// Bytes of white space in a row.
    public var whitespace = 1_024
    /// Bytes that repeat with a period of at most ``period``.
    public var repetition = 8_192
    /// Longest period that is recognised, in bytes.
    public var period = 128
    /// Longest text, in bytes.
    public var length = 16 << 20

    /// The defaults above.
    public init() {}
  }

  private let limits: Limits
  private var whitespace = 0
  private var length = 0
  /// The last bytes: at least `repetition` of them once there are so many.
  private var tail: [UInt8] = []
  private var unchecked = 0

  /// - Parameter limits: when output counts as running away.
  public init(_ limits: Limits = Limits()) { self.limits = limits }

  /// Takes the next piece.
  ///
  /// - Returns: ``PrefixVerdict/viable`` or ``PrefixVerdict/dead(_:)``.
  public mutating func append(_ piece: UnsafeBufferPointer<UInt8>) -> PrefixVerdict {
    length += piece.count
    guard length <= limits.length else {
      return .dead(StreamAbort(.tooLong, "more than \(limits.length) bytes"))
    }
    if countsSpace(in: piece) {
      return .dead(StreamAbort(.whitespace, "\(whitespace) bytes of white space in a row"))
    }
    // A long piece is read in parts, so that the verdict does not depend on how the bytes are split.
    var start = 0
    while start < piece.count {
      let part = min(piece.count - start, max(1, limits.repetition / 4 - unchecked))
      tail.append(
        contentsOf: UnsafeBufferPointer(rebasing: piece[start..<start + part]))
      start += part
      unchecked += part
      guard unchecked >= limits.repetition / 4 else { continue }
      unchecked = 0
      if tail.count > 2 * limits.repetition {
        tail.removeFirst(tail.count - limits.repetition)
      }
      if let period = period() {
        return .dead(
          StreamAbort(
            .repetition,
            "\(limits.repetition) bytes repeat the same \(period == 1 ? "byte" : "\(period) bytes")"
          ))
      }
    }
    return .viable
  }

  /// Counts the white space at the end of the text.
  ///
  /// - Returns: whether there was too much of it in a row.
  private mutating func countsSpace(in piece: UnsafeBufferPointer<UInt8>) -> Bool {
    func isSpace(_ byte: UInt8) -> Bool { byte == ASCII.space || byte &- ASCII.tab < 5 }
    // With a piece that is too short for it, only what the piece ends in matters.
    if whitespace + piece.count < limits.whitespace {
      var i = piece.count
      while i > 0, isSpace(piece[i - 1]) { i -= 1 }
      whitespace = i == 0 ? whitespace + piece.count : piece.count - i
      return false
    }
    for byte in piece {
      whitespace = isSpace(byte) ? whitespace + 1 : 0
      if whitespace > 0, whitespace >= limits.whitespace { return true }
    }
    return false
  }

  /// The period of the last bytes; nil where they have none.
  private func period() -> Int? {
    guard tail.count >= limits.repetition else { return nil }
    return tail.withUnsafeBufferPointer { bytes in
      let start = bytes.count - limits.repetition
      return (1...limits.period).first { period in
        var i = bytes.count - 1
        while i >= start + period {
          if bytes[i] != bytes[i - period] { return false }
          i -= 1
        }
        return true
      }
    }
  }
}
