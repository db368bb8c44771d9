/// One change to a text: the bytes of `span` are replaced.
public struct Edit: Equatable, Sendable {
  /// Byte offsets into the text before the change. Empty where text is only inserted.
  public var span: Range<Int>
  /// The bytes that take their place; empty where text is only removed.
  public var replacement: [UInt8]

  /// - Parameters:
  ///   - span: byte offsets into the text before the change.
  ///   - replacement: the bytes that take their place.
  public init(_ span: Range<Int>, _ replacement: [UInt8]) {
    self.span = span
    self.replacement = replacement
  }
}

/// Applying edits to bytes.
public enum Edits {
  /// The text with the edits applied.
  ///
  ///     Edits.apply([Edit(1..<2, [])], to: Array("[,1]".utf8))   // [1]
  ///
  /// - Precondition: the edits are in order and do not overlap.
  public static func apply(_ edits: [Edit], to text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var size = text.count
    for edit in edits { size += edit.replacement.count - edit.span.count }
    var out: [UInt8] = []
    out.reserveCapacity(max(size, 0))
    var position = 0
    for edit in edits {
      precondition(edit.span.lowerBound >= position, "edits overlap or are out of order")
      out.append(contentsOf: text[position..<edit.span.lowerBound])
      out.append(contentsOf: edit.replacement)
      position = edit.span.upperBound
    }
    out.append(contentsOf: text[position...])
    return out
  }

  /// The text with the edits applied.
  public static func apply(_ edits: [Edit], to text: [UInt8]) -> [UInt8] {
    text.withUnsafeBufferPointer { apply(edits, to: $0) }
  }
}
