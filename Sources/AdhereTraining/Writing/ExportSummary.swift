/// What became of the traces, and what is in the dataset.
public struct ExportSummary: Sendable {
  /// A file of the dataset.
  public struct File: Sendable {
    /// The path it was written to.
    public var path: String
    /// `train`, `validation` or `test`.
    public var split: String
    /// Rows it holds.
    public var rows: Int
    /// Its size.
    public var bytes: Int
    /// SHA-256 of its bytes, lower-case hexadecimal.
    public var sha256: String
  }

  /// Estimates, from bytes: 4.2 a token in talk, 4.65 in tool schemas, 3.07 in arguments.
  package struct Tokens: Sendable {
    package var messages = 0
    package var tools = 0
    package var arguments = 0
    package var total: Int { messages + tools + arguments }
    /// What a chat template writes around a message: marks, role, line ends.
    static let aroundMessage = 8

    init() {}

    init(_ bytes: CandidateRow.Size) {
      messages = Int(Double(bytes.content) / 4.2)
      tools = Int(Double(bytes.tools) / 4.65)
      arguments = Int(Double(bytes.arguments) / 3.07)
    }
  }

  /// What was made unreadable.
  public struct Redaction: Sendable, Equatable {
    /// Traces that came redacted.
    public var before = 0
    /// Traces that the export redacted.
    public var now = 0
    /// Places it replaced, by rule.
    public var replaced: [String: Int] = [:]
  }

  /// Traces that were read.
  public var traces = 0
  /// What was made unreadable in them.
  public var redaction = Redaction()
  /// Rows that were written, to all files.
  public var rows = 0
  /// The files, by their paths.
  public var files: [File] = []
  /// Rows by where their answer comes from: `mended`, `retried`, `corrected`, `passing`,
  /// `no_call`, `failed`.
  public var origins: [String: Int] = [:]
  /// Rows by the split they are in.
  public var splits: [String: Int] = [:]
  /// Rows by the model that wrote the output.
  public var models: [String: Int] = [:]
  /// Rows by the first tool that is called.
  public var tools: [String: Int] = [:]
  /// Rows by what was wrong with the output.
  public var failures: [String: Int] = [:]
  /// Rows of outputs that did not conform as they came.
  package var failed: Int { rows - (failures["valid"] ?? 0) - (failures["no_call"] ?? 0) }
  /// What was left out, by reason. Reasons may be added.
  public var refusals: [String: Int] = [:]
  package var tokens = Tokens()
  /// Tokens of the longest row, estimated; for pairs with the longer one of its answers.
  public var longestRow = 0
  /// The `max_length` that keeps the longest row whole: what it is estimated at, a fifth more since
  /// tokenizers differ, and up to the next multiple of 128.
  public var maximumLength: Int { (longestRow * 6 / 5 + 127) / 128 * 128 }
  /// Shares of rows that were wanted of the origins, where the recommended mix was asked for.
  package var mix: [(origin: String, wanted: Double)] = []
  /// What the dataset will teach that may not be meant. It keeps the limits of its target.
  public var cautions: [String] = []
  /// What was not looked for to the end, since memory is bounded, and what the trainer changes.
  public var notes: [String] = []
  /// Limits of the target that the dataset does not keep.
  public var warnings: [String] = []

  init() {}

  /// Names beyond the first thousand count as `other`, so that memory is bounded.
  static func count(_ name: String, _ counts: inout [String: Int]) {
    if counts[name] != nil || counts.count < 1000 {
      counts[name, default: 0] += 1
    } else {
      counts["other", default: 0] += 1
    }
  }
}
