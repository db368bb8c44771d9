/// Something a trainer would refuse, or would better not learn.
public struct Finding: Sendable, Equatable {
  public enum Severity: String, Sendable {
    case error, warning
  }

  public var severity: Severity
  /// From 1; 0 stands for the whole file.
  public var line: Int
  /// JSON Pointer into the row; nil where it is about the line or the file.
  public var path: String?
  /// A stable name, such as `gap-schema`.
  public var rule: String
  public var message: String

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
