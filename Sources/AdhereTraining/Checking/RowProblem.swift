/// What is wrong with a row, a line or a file: something a trainer refuses, or better not learns.
public struct RowProblem: Sendable, Equatable {
  /// What a problem leads to.
  public enum Severity: String, Sendable {
    /// The target refuses the file.
    case error
    /// The target takes it, and something about it is lost or learnt wrongly.
    case warning
  }

  /// What it leads to.
  public var severity: Severity
  /// The line of the file, from 1; 0 stands for the whole file.
  public var line: Int
  /// JSON Pointer into the row; nil where it is about the line or the file.
  public var path: String?
  /// A stable name, such as `gap-schema`.
  public var rule: String
  /// One sentence for people. It may quote the file.
  public var message: String

  /// A problem of a line, or of the whole file.
  public init(
    _ severity: Severity, line: Int = 0, path: String? = nil, rule: String, message: String
  ) {
    self.severity = severity
    self.line = line
    self.path = path
    self.rule = rule
    self.message = message
  }
}
