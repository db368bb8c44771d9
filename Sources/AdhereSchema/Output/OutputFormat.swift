/// How the result of a validation is written: JSON Schema 2020-12 core, section 12.4 (the same in
/// 2019-09), and the two forms with which draft v1 replaces the last three. Forms may be added.
#if hasAttribute(nonexhaustive)
  @nonexhaustive
#endif
public enum OutputFormat: String, Sendable, CaseIterable {
  /// `{"valid":true}`.
  case flag
  /// A flat list of errors, or of annotations where the value conforms.
  case basic
  /// The errors or annotations as a tree; nodes that lead to a single other one are left out.
  case detailed
  /// A node for every keyword and every schema that was applied.
  case verbose
  /// Draft v1: a flat list of schemas with their errors and annotations.
  case list
  /// Draft v1: the same as a tree.
  case hierarchical
}

/// Bounds of an output. A schema can ask for output that is exponentially larger than itself;
/// what runs into a bound is cut off and carries `"truncated":true` at its top. The verdict is
/// never cut off.
public struct OutputLimits: Sendable {
  /// Most schemas and keywords that are noted.
  public var maximumUnits: Int
  /// Bytes after which no further unit is written; the last one may go beyond. Also bounds what
  /// is noted before anything is written.
  public var maximumBytes: Int

  /// - Parameters:
  ///   - maximumUnits: most schemas and keywords that are noted.
  ///   - maximumBytes: bytes after which nothing more is written.
  public init(maximumUnits: Int = 1 << 18, maximumBytes: Int = 64 << 20) {
    self.maximumUnits = maximumUnits
    self.maximumBytes = maximumBytes
  }
}
