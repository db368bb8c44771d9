#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reading or writing failed: a file that is not there, a full disk. Bad model output never is
/// such an error.
package struct FilterError: Error, Sendable, CustomStringConvertible {
  /// What failed, and the system's reason: `cannot read a.jsonl: No such file or directory`.
  package var message: String

  package init(_ message: String) { self.message = message }

  /// `action` with the reason that `code` (an `errno`) stands for.
  package init(_ action: String, errno code: Int32) {
    message = action + ": " + String(cString: strerror(code))
  }

  package var description: String { message }
}
