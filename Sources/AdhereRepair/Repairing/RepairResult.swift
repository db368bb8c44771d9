public import AdhereSchema
public import AdhereJSON

/// What became of an output.
public struct RepairResult: Sendable {
  public enum Verdict: Sendable {
    /// Conforms as it came.
    case valid
    /// Conforms after ``RepairResult/repairs``.
    case repaired
    /// Read, but does not conform.
    case invalid
    /// Nothing that was asked for could be read.
    case unreadable
    /// Cut off.
    case truncated
    /// Text, no call of a tool.
    case text
  }

  public var verdict: Verdict
  /// The JSON that was read: a value, or a list of `{"name":…,"arguments":{…}}`. Of a valid
  /// output: the bytes as they came.
  public var json: [UInt8]?
  /// ``json``, where it was parsed already.
  public var document: JSONDocument?
  /// For calls that are valid as they came in another wrapper: the list of them. Else nil.
  public var callList: [UInt8]?
  public var account = RepairAccount()
  public var repairs: [Repair] { account.repairs }
  /// From the raw text to ``json``, where calls were read out of text.
  var changes: [Change]?
  public var violations: [Violation] = []
  /// Other values or calls that stood in the text and differ.
  public var otherCandidates = 0
  public var unknownTools: [[UInt8]] = []

  init(_ verdict: Verdict, json: [UInt8]? = nil) {
    self.verdict = verdict
    self.json = json
  }
}
