internal import AdhereBytes

/// Lines and columns of many offsets of one text; ``ParseError/position(in:)-([UInt8])`` is for
/// one.
public struct LineIndex: Sendable {
  /// Offset of the first byte of each line.
  private let starts: [Int]

  /// - Parameter text: the text that the offsets are of; LF ends a line.
  public init(_ text: [UInt8]) {
    var starts = [0]
    for (offset, byte) in text.enumerated() where byte == ASCII.lineFeed {
      starts.append(offset + 1)
    }
    self.starts = starts
  }

  /// Line and column, both from 1; the column counts bytes.
  public func place(of offset: Int) -> (line: Int, column: Int) {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return (low + 1, offset - starts[low] + 1)
  }
}
