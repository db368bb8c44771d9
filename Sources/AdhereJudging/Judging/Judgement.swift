public import AdhereSchema
public import AdhereRepair

/// Everything Adhere has to say about one output.
public struct Judgement: Sendable {
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
  public var warnings: [Warning]

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
  public var name: String
  /// JSON text.
  public var arguments: [UInt8]

  public init(name: String, arguments: [UInt8]) {
    self.name = name
    self.arguments = arguments
  }
}

/// Something worth knowing about an output that does not decide its outcome.
public struct Warning: Sendable, Equatable {
  /// Stable names.
  public enum Code: String, Sendable {
    case duplicateKey = "duplicate-key"
    case secondOpinion = "second-opinion"
    case severalCandidates = "several-candidates"
    case textBesideCalls = "text-beside-calls"
    case textNotKept = "text-not-kept"
    case unknownTool = "unknown-tool"
    case tooCostly = "too-costly"
  }

  public var code: Code
  public var message: String

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
