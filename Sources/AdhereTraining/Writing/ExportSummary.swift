/// What became of the traces, and what is in the dataset.
public struct ExportSummary: Sendable {
  /// A file of the dataset.
  public struct File: Sendable {
    public var path: String
    public var split: String
    public var rows: Int
    public var bytes: Int
    /// Of its bytes, lower-case hexadecimal.
    public var sha256: String
  }

  /// Estimates, from bytes: 4.2 a token in talk, 4.65 in tool schemas, 3.07 in arguments.
  public struct Tokens: Sendable {
    public var messages = 0
    public var tools = 0
    public var arguments = 0
    public var total: Int { messages + tools + arguments }
  }

  /// What was made unreadable.
  public struct Redaction: Sendable, Equatable {
    /// Traces that came redacted.
    public var before = 0
    /// Traces that the export looked through.
    public var now = 0
    /// Places it replaced, by rule.
    public var replaced: [String: Int] = [:]
  }

  public var traces = 0
  public var redaction = Redaction()
  public var rows = 0
  public var files: [File] = []
  /// Rows by where their answer comes from.
  public var origins: [String: Int] = [:]
  public var splits: [String: Int] = [:]
  public var models: [String: Int] = [:]
  public var tools: [String: Int] = [:]
  public var failures: [String: Int] = [:]
  /// What was left out, by reason.
  public var refusals: [String: Int] = [:]
  public var tokens = Tokens()
  /// What was not looked for to the end, since memory is bounded, and what else is to be known.
  public var notes: [String] = []
  /// Limits of the target that the dataset does not keep.
  public var warnings: [String] = []

  public init() {}

  /// Names beyond the first thousand count as `other`, so that memory is bounded.
  static func count(_ name: String, _ counts: inout [String: Int]) {
    if counts[name] != nil || counts.count < 1000 {
      counts[name, default: 0] += 1
    } else {
      counts["other", default: 0] += 1
    }
  }
}
