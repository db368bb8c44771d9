/// What became of an output, or of one call in it; in the order in which one part spoils the
/// whole.
package enum RepairVerdict: Int, Sendable, Comparable {
  /// Conforms as it came.
  case valid
  /// Conforms after repairs.
  case repaired
  /// Read, but does not conform.
  case invalid
  /// Text, no call of a tool.
  case text
  /// Neither a value nor a call could be read.
  case unreadable
  /// Cut off.
  case truncated

  package static func < (a: RepairVerdict, b: RepairVerdict) -> Bool { a.rawValue < b.rawValue }
}
