import AdhereJSON
public import AdhereJudging
import AdherePlatform
public import AdhereTraces

/// A request with what is accepted in answer, as `adhere export --target eval` writes it.
public struct EvaluationCase: Sendable, Equatable {
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
    self = try EvaluationError.reading(line, "case") { (fields) throws(TraceError) in
      try EvaluationCase(fields)
    }
  }

  private init(_ fields: TraceFields) throws(TraceError) {
    guard fields.isObject, let acceptance = try fields.object("acceptance") else {
      throw TraceError("there is no acceptance: is this a file of adhere export --target eval?")
    }
    guard let id = fields.identifier("id") else { throw TraceError("the case has no id") }
    guard let surface = Contract.Surface(rawValue: try fields.string("surface") ?? "tool") else {
      throw TraceError("surface must be \"json\" or \"tool\"")
    }
    self.id = id
    self.surface = surface
    request = fields.request()
    form = try fields.form()
    let by = try acceptance.string("by") ?? "schema"
    guard by == "equality" || by == "schema" else {
      throw TraceError("acceptance/by must be \"equality\" or \"schema\", not \"\(by)\"")
    }
    let isExact = by == "equality"
    let content = try acceptance.bytes("content")
    let calls = try acceptance.calls()
    if surface == .json {
      guard !isExact || content != nil else {
        throw TraceError("acceptance/content is missing: by equality with what?")
      }
      self.acceptance = .value(isExact ? content : nil)
    } else if let calls, !calls.isEmpty {
      self.acceptance = .calls(isExact ? calls : nil)
    } else if content != nil {
      self.acceptance = .noCall
    } else if isExact {
      throw TraceError("acceptance/calls is missing: by equality with what?")
    } else {
      self.acceptance = .anything
    }
  }

  /// A trace of an output of this case, to be judged.
  package func trace(_ raw: Trace.Raw = .none) -> Trace {
    var trace = Trace(
      id: id, time: Timestamp(hour: 0), surface: surface, raw: raw, outcome: .error,
      request: request)
    trace.form = form
    return trace
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
      return judgement.value.map { Canonical.form(of: $0) == Canonical.form(of: wanted) } ?? false
    }
  }

  /// Calls without regard to their order and the spelling of their arguments.
  private static func forms(_ calls: [ToolCall]) -> [[UInt8]] {
    calls.map { Array($0.name.utf8) + [0] + Canonical.form(of: $0.arguments) }
      .sorted { $0.lexicographicallyPrecedes($1) }
  }
}

/// What is wrong with a case, or with an output.
public struct EvaluationError: Error {
  /// For people.
  public var message: String

  init(_ message: String) { self.message = message }

  /// Reads the members of a line.
  ///
  /// - Parameter what: what the line should hold.
  static func reading<Value>(
    _ line: [UInt8], _ what: String, _ body: (TraceFields) throws(TraceError) -> Value
  ) throws(EvaluationError) -> Value {
    let document: JSONDocument
    do throws(ParseError) {
      document = try JSONDocument(line, options: .anyDepth)
    } catch { throw EvaluationError("the \(what) is not JSON: \(error)") }
    defer { withExtendedLifetime(document) {} }
    do throws(TraceError) {
      return try body(TraceFields(tape: document.tape))
    } catch { throw EvaluationError(error.message) }
  }
}

extension TraceFields {
  /// A string, or the text of a number: records may have either for an id. Nil for none and for an
  /// empty one.
  func identifier(_ name: String) -> String? {
    guard let json = json(name) else { return nil }
    if let text = try? string(name) { return text.isEmpty ? nil : text }
    return String(decoding: json, as: UTF8.self)
  }
}
