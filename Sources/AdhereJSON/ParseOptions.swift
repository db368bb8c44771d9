/// How strictly a text is read beyond RFC 8259, which is always held to.
public struct ParseOptions: Sendable {
  /// What to do about an object that names a key twice (RFC 8259 section 4 leaves it open).
  public enum DuplicateKeys: Sendable {
    /// Do not look.
    case ignore
    /// Read on; ``TapeParser/duplicateKey`` names the first one.
    case report
    /// ``ParseError/Code/duplicateKey``.
    case reject
  }

  /// Deepest nesting of arrays and objects. A limit of the caller's, not of the reader's:
  /// reading uses no stack, whatever the depth.
  public var maximumDepth: Int
  public var duplicateKeys: DuplicateKeys

  public init(maximumDepth: Int = 1_024, duplicateKeys: DuplicateKeys = .report) {
    self.maximumDepth = maximumDepth
    self.duplicateKeys = duplicateKeys
  }
}
