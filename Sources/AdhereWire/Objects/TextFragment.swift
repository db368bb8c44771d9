/// A piece of text that a body or a stream brings, and where it is written there.
public struct TextFragment {
  /// What it says, escapes resolved. Good only while the fragment is handed over.
  public let bytes: UnsafeBufferPointer<UInt8>
  /// Where, as plain data.
  public let place: FragmentPlace
}

/// Where a piece of text is written.
public struct FragmentPlace: Sendable, Equatable {
  /// Byte offsets of the JSON token in the body or stream; of a string with its quotes. Begins
  /// below 0 where the event had to be repaired before it could be read: it has no place then.
  public var source: Range<Int>
  /// Byte offsets in the text that the fragments make together.
  public var text: Range<Int>
  /// The token is a string: the text is what it says. Else the text is the token itself.
  public var isString: Bool
  /// The text begins with a character whose first half is escaped at the end of the piece before.
  public var completesPair: Bool

  /// - Parameters:
  ///   - source: byte offsets of the JSON token in the body or stream.
  ///   - text: byte offsets in the text that the fragments make together.
  ///   - isString: whether the token is a string.
  ///   - completesPair: whether the first character began in the piece before.
  public init(
    source: Range<Int>, text: Range<Int>, isString: Bool, completesPair: Bool = false
  ) {
    self.completesPair = completesPair
    self.source = source
    self.text = text
    self.isString = isString
  }
}
