public import AdhereSchema
public import AdhereRepair

/// The verdict on one output, with its account.
public struct Judgement: Sendable, CustomStringConvertible {
  /// What kind of verdict it is.
  public var outcome: Outcome
  /// The JSON of the `json` surface: it conforms where ``outcome`` is a success, and only there. Beside
  /// another outcome it is what was read so far; nil where nothing was.
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
  ///   - outcome: what kind of verdict it is.
  ///   - value: JSON text.
  ///   - calls: the calls of the `tool` surface; nil where none could be read.
  ///   - repairs: the whole account, in the order of the raw bytes.
  ///   - violations: what is wrong with an output that does not conform.
  ///   - warnings: findings that do not decide the outcome.
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

  /// The outcome, and what stands in the output: for people. ``record(_:)`` is
  /// for programs.
  public var description: String {
    var lines = [outcome.rawValue + (reason.map { ": \($0.message)" } ?? "")]
    if let value, outcome.isSuccess { lines[0] += " " + String(decoding: value, as: UTF8.self) }
    if let calls, outcome.isSuccess, !calls.isEmpty {
      lines[0] += " " + calls.map(\.description).joined(separator: ", ")
    }
    lines += violations.map { "  \($0)" } + repairs.map { "  \($0)" } + warnings.map { "  \($0)" }
    return lines.joined(separator: "\n")
  }

  /// Turns the verdict into a failure, for what was found out about it since. What is not handed
  /// on was not repaired.
  mutating func fail(_ outcome: Outcome, _ reason: Reason) {
    self.outcome = outcome
    self.reason = reason
    repairs = []
  }
}
