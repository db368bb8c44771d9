/// Why a pattern cannot be used.
package struct PatternError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong, for people: one sentence without the pattern itself.
  package let message: String
  /// Where, in bytes from the beginning of the pattern's UTF-8.
  package let offset: Int
  /// True where the pattern is valid ECMA-262 but beyond what this engine runs (its size or its
  /// nesting); false where it is a syntax error.
  package let unsupported: Bool

  init(_ message: String, at offset: Int, unsupported: Bool = false) {
    self.message = message
    self.offset = offset
    self.unsupported = unsupported
  }

  package var description: String { "\(message) (at byte \(offset) of the pattern)" }
}
