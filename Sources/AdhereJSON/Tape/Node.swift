/// One JSON value, or one object key, on a ``Tape``.
///
/// Sixteen bytes. Offsets are byte offsets into the text the tape was read from, so a value
/// can always be shown, copied or edited as it was written.
///
/// Layout of the children: an array is followed by its elements, an object by key, value,
/// key, value. ``Tape/next(after:)`` steps over a whole value.
@frozen
public struct Node: Sendable {
  /// Offset of the first byte. For strings and keys: of the first byte inside the quotes.
  public var start: UInt32
  /// Offset past the last byte. For strings and keys: the offset of the closing quote.
  public var end: UInt32
  /// Kind in the low 8 bits; flags in bits 8 to 15; number of children above.
  @usableFromInline var meta: UInt32
  /// Containers: index past the last descendant. Keys: a hash of the decoded name. Else 0.
  public var link: UInt32

  @inlinable
  init(start: UInt32, end: UInt32, meta: UInt32, link: UInt32) {
    self.start = start
    self.end = end
    self.meta = meta
    self.link = link
  }

  /// What a node is.
  @frozen
  public enum Kind: UInt8, Sendable {
    /// A value, by what it is in JSON; `false` and `true` are a kind each.
    case null, `false`, `true`, number, string, array, object
    /// The name of a member; its value is the next node.
    case key
  }

  /// What the node is.
  @inlinable
  public var kind: Kind { unsafeBitCast(UInt8(truncatingIfNeeded: meta), to: Kind.self) }

  /// The string holds a backslash escape: its bytes are not its value.
  @inlinable
  public var hasEscapes: Bool { meta & Node.escapes != 0 }

  /// The string holds a byte above 0x7F.
  @inlinable
  public var hasNonASCII: Bool { meta & Node.nonASCII != 0 }

  /// The number is written with a fraction or an exponent.
  @inlinable
  public var isReal: Bool { meta & Node.real != 0 }

  /// The number is written with a minus sign.
  @inlinable
  public var isNegative: Bool { meta & Node.negative != 0 }

  /// An array or an object.
  @inlinable
  public var isContainer: Bool { kind == .array || kind == .object }

  /// Elements of an array, or members of an object; ``Tape/count(of:)`` is exact where this
  /// counter is full (`Node.countLimit`).
  @inlinable
  var storedCount: Int { Int(meta >> 16) }

  @usableFromInline static let escapes: UInt32 = 1 << 8
  @usableFromInline static let nonASCII: UInt32 = 1 << 9
  @usableFromInline static let real: UInt32 = 1 << 10
  @usableFromInline static let negative: UInt32 = 1 << 11
  /// While an object is read: it may hold a repeated key; look when it closes.
  @usableFromInline static let recheckKeys: UInt32 = 1 << 12
  @usableFromInline static let countStep: UInt32 = 1 << 16
  @usableFromInline static let countLimit = 0xFFFF
}
