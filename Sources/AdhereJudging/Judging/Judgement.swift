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
  /// Why the output is not handed on; nil for an outcome that is a success.
  public var reason: Reason?
  /// Other readings of a broken text: those that were thrown out, or that stood against it.
  public var rivals: [Rival] = []

  /// A judgement with these parts.
  ///
  /// - Parameters:
  ///   - value: JSON text.
  ///   - reason: of an outcome that is no success.
  public init(
    _ outcome: Outcome, value: [UInt8]? = nil, calls: [ToolCall]? = nil, repairs: [Repair] = [],
    violations: [Violation] = [], warnings: [Warning] = [], reason: Reason? = nil
  ) {
    self.outcome = outcome
    self.value = value
    self.calls = calls
    account = RepairAccount(repairs)
    self.violations = violations
    self.warnings = warnings
    self.reason = reason
  }

  init(
    _ outcome: Outcome, value: [UInt8]? = nil, calls: [ToolCall]? = nil, account: RepairAccount
  ) {
    self.init(outcome, value: value, calls: calls)
    self.account = account
  }

  /// Turns the verdict into a failure, for what was found out about it since. What is not handed
  /// on was not repaired.
  mutating func fail(_ outcome: Outcome, _ reason: Reason) {
    self.outcome = outcome
    self.reason = reason
    repairs = []
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
    /// Calls inside sentences were passed over; ``AdhereRepair/Rule/callInProse`` takes them.
    case callsInProse = "calls-in-prose"
    /// Reserved for text beside calls.
    case textBesideCalls = "text-beside-calls"
    /// The beginning of a long text took no part in the verdict.
    case textNotKept = "text-not-kept"
    /// A call names a tool that was not offered.
    case unknownTool = "unknown-tool"
    /// Reserved for checks that are ended because of their cost.
    case tooCostly = "too-costly"
    /// The provider ended its answer with a word that is not known.
    case unknownFinish = "unknown-finish-reason"
    /// The answer came to its end without a word on how.
    case noFinish = "no-finish-reason"
    /// A part of the answer could not be read and took no part in the verdict.
    case unreadPart = "unread-part"
    /// The answer repeats a call, which is one call.
    case repeatedCall = "repeated-call"
    /// What was asked for stands in the model's reasoning, and not in its answer.
    case inReasoning = "in-reasoning"
    /// Fewer answers came than were asked for.
    case missingChoices = "missing-choices"
    /// The batch has another result of this name.
    case repeatedResult = "repeated-result"
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

  static func callsInProse(_ count: Int) -> Warning {
    Warning(
      .callsInProse,
      "\(count) \(count == 1 ? "stands" : "stand") inside a sentence; --allow call-in-prose takes such calls"
    )
  }
}
