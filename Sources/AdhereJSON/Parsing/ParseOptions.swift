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
  /// What to do about an object that names a key twice.
  public var duplicateKeys: DuplicateKeys

  /// - Parameters:
  ///   - maximumDepth: deepest nesting of arrays and objects.
  ///   - duplicateKeys: what to do about an object that names a key twice.
  public init(maximumDepth: Int = 1_024, duplicateKeys: DuplicateKeys = .report) {
    self.maximumDepth = maximumDepth
    self.duplicateKeys = duplicateKeys
  }

  /// Any nesting, and no look at repeated keys: for texts that only have to be found their way in.
  package static let anyDepth = ParseOptions(maximumDepth: .max, duplicateKeys: .ignore)
}
