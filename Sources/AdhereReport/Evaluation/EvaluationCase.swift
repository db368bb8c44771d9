import AdhereJSON
public import AdhereJudging
public import AdhereTraces

/// A request with what is accepted in answer, as `adhere export --target eval` writes it.
public struct EvaluationCase: Sendable {
  /// What is accepted in answer.
  public enum Acceptance: Sendable, Equatable {
    /// Calls; these very ones, in any order, or any that conform where there are none to compare.
    case calls([ToolCall]?)
    /// No call: an answer in words.
    case noCall
    /// JSON; this very value, or any that conforms where there is none to compare.
    case value([UInt8]?)
    /// Whatever conforms: what would be right is not known.
    case anything
  }

  /// The id of the case: that of the trace it was made of.
  public var id: String
  /// Where structure was asked for.
  public var surface: Contract.Surface
  /// What was asked.
  public var request: Trace.Request
  /// How calls were asked to be written, where the case says so.
  public var form: String?
  /// What is accepted.
  public var acceptance: Acceptance

  /// Reads a line.
  ///
  /// - Throws: ``EvaluationError`` that says what is wrong with it.
  public init(line: [UInt8]) throws(EvaluationError) {
    guard let document = try? JSONDocument(line, options: .anyDepth) else {
      throw EvaluationError("the case is not JSON")
    }
    defer { withExtendedLifetime(document) {} }
    let fields = JSONFields(tape: document.tape)
    guard fields.isObject, let acceptance = fields.object("acceptance") else {
      throw EvaluationError(
        "there is no acceptance: is this a file of adhere export --target eval?")
    }
    guard let id = fields.string("id"), !id.isEmpty else {
      throw EvaluationError("the case has no id")
    }
    guard let surface = Contract.Surface(rawValue: fields.string("surface") ?? "tool") else {
      throw EvaluationError("surface must be \"json\" or \"tool\"")
    }
    self.id = id
    self.surface = surface
    request = fields.request
    form = fields.string("form")
    let isExact = acceptance.string("by") == "equality"
    if surface == .json {
      let value = acceptance.string("content").map { Array($0.utf8) }
      self.acceptance = .value(isExact ? value : nil)
    } else if let calls = acceptance.calls("calls"), !calls.isEmpty {
      self.acceptance = .calls(isExact ? calls : nil)
    } else if acceptance.string("content") != nil {
      self.acceptance = .noCall
    } else {
      self.acceptance = .anything
    }
  }

  /// Whether a conforming answer is right.
  func accepts(_ judgement: Judgement) -> Bool {
    switch acceptance {
    case .anything: return true
    case .noCall: return judgement.outcome == .noCall
    case .calls(let wanted):
      guard let calls = judgement.calls, !calls.isEmpty else { return false }
      guard let wanted else { return true }
      return EvaluationCase.forms(calls) == EvaluationCase.forms(wanted)
    case .value(let wanted):
      guard let wanted else { return judgement.value != nil }
      return judgement.value.map {
        EvaluationCase.canonical($0) == EvaluationCase.canonical(wanted)
      }
        ?? false
    }
  }

  /// Calls without regard to their order and the spelling of their arguments.
  private static func forms(_ calls: [ToolCall]) -> [[UInt8]] {
    calls.map { Array($0.name.utf8) + [0] + canonical($0.arguments) }
      .sorted { $0.lexicographicallyPrecedes($1) }
  }

  private static func canonical(_ json: [UInt8]) -> [UInt8] {
    guard let document = try? JSONDocument(json, options: .anyDepth) else { return json }
    return document.withTape { Canonical.form($0) }
  }
}

/// What is wrong with a case, or with an output.
public struct EvaluationError: Error {
  /// For people.
  public var message: String

  init(_ message: String) { self.message = message }
}
