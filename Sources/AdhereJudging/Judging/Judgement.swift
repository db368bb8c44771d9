public import AdhereSchema
public import AdhereRepair

/// The verdict on one output, with its account.
public struct Judgement: Sendable {
  /// What kind of verdict it is.
  public var outcome: Outcome
  /// The conforming JSON of the `json` surface; nil where there is none.
  public var value: [UInt8]?
  /// The calls of the `tool` surface; nil where none could be read.
  public var calls: [ToolCall]?
  /// The whole account, in the order of the raw bytes. Drawn up the first time it is wanted.
  public var repairs: [Repair] {
    get { account.repairs }
    set { account.repairs = newValue }
  }
  private var account: RepairAccount
  /// What is wrong with an output that does not conform.
  public var violations: [Violation]
  /// Findings that do not decide the outcome.
  public var warnings: [Warning]

  /// A judgement with these parts.
  ///
  /// - Parameter value: JSON text.
  public init(
    _ outcome: Outcome, value: [UInt8]? = nil, calls: [ToolCall]? = nil, repairs: [Repair] = [],
    violations: [Violation] = [], warnings: [Warning] = []
  ) {
    self.outcome = outcome
    self.value = value
    self.calls = calls
    account = RepairAccount(repairs)
    self.violations = violations
    self.warnings = warnings
  }

  init(
    _ outcome: Outcome, value: [UInt8]? = nil, calls: [ToolCall]? = nil, account: RepairAccount
  ) {
    self.init(outcome, value: value, calls: calls)
    self.account = account
  }
}

/// A call of a tool.
public struct ToolCall: Sendable, Equatable {
  /// The name of the tool.
  public var name: String
  /// JSON text; of a call that failed any text.
  public var arguments: [UInt8]

  /// - Parameter arguments: JSON text.
  public init(name: String, arguments: [UInt8]) {
    self.name = name
    self.arguments = arguments
  }
}

/// Something worth knowing about an output that does not decide its outcome.
public struct Warning: Sendable, Equatable {
  /// Stable names. May gain cases in later versions.
  public enum Code: String, Sendable {
    /// A key is in an object twice.
    case duplicateKey = "duplicate-key"
    /// libjansson reads the repaired output otherwise, or cannot hold it.
    case secondOpinion = "second-opinion"
    /// The text holds further values that differ from the one that was taken.
    case severalCandidates = "several-candidates"
    /// Reserved for text beside calls.
    case textBesideCalls = "text-beside-calls"
    /// The beginning of a long text took no part in the verdict.
    case textNotKept = "text-not-kept"
    /// A call names a tool that was not offered.
    case unknownTool = "unknown-tool"
    /// Reserved for checks that are ended because of their cost.
    case tooCostly = "too-costly"
  }

  /// The stable name.
  public var code: Code
  /// The details, for people.
  public var message: String

  /// - Parameter message: the details, for people.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}

extension Warning {
  static func unknownTool(_ name: String) -> Warning {
    Warning(.unknownTool, "'\(name)' was not offered")
  }
}
