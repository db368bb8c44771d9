/// One event of an event stream. A view: it borrows the reader's memory and is good only while
/// it is handed over.
public struct ServerSentEvent {
  /// How the event came to be. More cases may be added.
  #if hasAttribute(nonexhaustive)
    @nonexhaustive
  #endif
  public enum Form: Sendable {
    /// A blank line ended it, as the standard has it.
    case regular
    /// The stream ended inside it.
    case unterminated
    /// A line that is no field and begins with `{`: some servers forget the `data:` of an error.
    case bare
    /// Its data is longer than the reader's limit and was dropped; ``data`` is empty.
    case tooLong
  }

  /// The value of the `event` field, empty where there was none.
  public let name: UnsafeBufferPointer<UInt8>
  /// The lines of data, joined with LF. Followed by one NUL byte and seven readable bytes more,
  /// so that a JSON reader can read it in place.
  public let data: UnsafeBufferPointer<UInt8>
  /// How the event came to be.
  public let form: Form
  /// Byte offsets in the stream: from the end of the event before to the end of this one.
  public let range: Range<Int>
  /// Bytes of data, also where they were dropped.
  public let length: Int
  let firstLine: Int
  let laterLines: [DataLine]

  /// Where in the stream a byte of the data is. Each line of data has its own place.
  public func offset(of position: Int) -> Int { places.offset(of: position) }

  var places: DataPlaces { DataPlaces(first: firstLine, later: laterLines) }
}

/// Where in a stream or body the bytes of a text are.
struct DataPlaces {
  /// Of the first byte; below 0 where nothing is known.
  var first: Int
  /// Of later lines.
  var later: [DataLine] = []

  func offset(of position: Int) -> Int {
    if first < 0 { return -1 }
    var i = later.count
    while i > 0 {
      i -= 1
      if later[i].data <= position { return later[i].stream + position - later[i].data }
    }
    return first + position
  }
}

/// Where a second or later line of data begins: in the data, and in the stream.
struct DataLine {
  var data: Int
  var stream: Int
}
