public import AdherePlatform
public import AdhereJudging
import AdhereJSON

/// One output with its request, its judgement, and what is known about it besides.
///
/// This is the record that `--traces` appends to a JSON Lines file, that the store keeps, and
/// that the exports read (`schemas/record-trace.schema.json`). A line is also a record that
/// `adhere filter --input record` reads: it can be judged again as it is.
///
///     let trace = try Trace(json: line)
///     trace.outcome                    // .repaired
///     var writer = JSONWriter()
///     writer.append(trace)             // the same fields, the same digits
public struct Trace: Sendable, Equatable {
  /// The version of the record that this code writes.
  public static let version = 1

  /// A ULID: sorts by time, is unique without asking anybody.
  public var id: String
  /// When the output was judged, or when it was made where the record said so.
  public var time: Timestamp
  /// What groups traces that must not be torn apart: a conversation, a user's visit.
  public var session: String?
  /// The id of the record it came from: JSON, byte for byte.
  public var recordID: [UInt8]?
  public var provider: String?
  public var model: String?
  public var surface: Contract.Surface
  public var request: Request
  /// What the model produced, as it came.
  public var raw: Raw
  /// The provider's `finish_reason`, as it came.
  public var finishReason: String?
  public var outcome: Outcome
  /// The conforming JSON of the `json` surface, after repair; nil where there is none.
  public var value: [UInt8]?
  /// The calls of the `tool` surface, after repair; nil where none could be read. Arguments of
  /// calls that failed need not be JSON.
  public var calls: [ToolCall]?
  public var repairs: [RepairRecord]
  public var violations: [ViolationRecord]
  public var warnings: [WarningRecord]
  public var policy: PolicyRecord?
  /// Time the judging took, in nanoseconds.
  public var judgeNanoseconds: Int?
  /// Which attempt at its request this output was, from 1.
  public var attempt: Int?
  /// Later attempts at the same request, in order.
  public var attempts: [Attempt]
  public var acceptance: Acceptance?
  /// How often this output came in answer to this request; 1 for a line that stands for itself.
  public var occurrences: Int
  public var redaction: Redaction?
  public var rights: Rights
  /// Members that this version does not know, as name and JSON, kept for those who do.
  public var extra: [Member]

  public init(
    id: String, time: Timestamp, surface: Contract.Surface, raw: Raw, outcome: Outcome,
    request: Request = Request()
  ) {
    self.id = id
    self.time = time
    self.surface = surface
    self.raw = raw
    self.outcome = outcome
    self.request = request
    repairs = []
    violations = []
    warnings = []
    attempts = []
    occurrences = 1
    rights = Rights()
    extra = []
  }

  /// Takes over what a judgement says.
  public mutating func take(_ judgement: Judgement) {
    outcome = judgement.outcome
    // What is given beside a failure is for looking at; it must not break the record.
    value = judgement.value.flatMap {
      judgement.outcome.isSuccess || (try? JSONDocument($0)) != nil ? $0 : nil
    }
    calls = judgement.calls
    repairs = judgement.repairs.map(RepairRecord.init)
    violations = judgement.violations.map(ViolationRecord.init)
    warnings = judgement.warnings.map(WarningRecord.init)
  }
}

extension Trace {
  /// A member of a JSON object that is carried along.
  public struct Member: Sendable, Equatable {
    public var name: String
    /// JSON text.
    public var json: [UInt8]

    public init(name: String, json: [UInt8]) {
      self.name = name
      self.json = json
    }
  }

  /// What was asked. Every field is JSON text as it came; nil where it is not known.
  public struct Request: Sendable, Equatable {
    /// The messages of the conversation, an array.
    public var messages: [UInt8]?
    /// The prompt, where there are no messages: a string as a rule.
    public var prompt: [UInt8]?
    /// The JSON Schema that was asked for.
    public var schema: [UInt8]?
    /// The tools that were offered; the JSON `null` says that they are not known.
    public var tools: [UInt8]?
    /// What was said about calling them.
    public var toolChoice: [UInt8]?
    /// Sampling parameters and the like, an object.
    public var parameters: [UInt8]?

    public init(
      messages: [UInt8]? = nil, prompt: [UInt8]? = nil, schema: [UInt8]? = nil,
      tools: [UInt8]? = nil, toolChoice: [UInt8]? = nil, parameters: [UInt8]? = nil
    ) {
      self.messages = messages
      self.prompt = prompt
      self.schema = schema
      self.tools = tools
      self.toolChoice = toolChoice
      self.parameters = parameters
    }
  }

  /// The output as it came.
  public enum Raw: Sendable, Equatable {
    /// The model's text; its bytes need not be UTF-8.
    case text([UInt8])
    /// The calls as the API gave them: a JSON array, byte for byte, ids included.
    case calls(json: [UInt8])
    /// There was nothing.
    case none
  }
}

extension Trace {
  /// The calls as the API gave them; nil where the output was text.
  public var nativeCalls: [ToolCall]? {
    guard case .calls(let json) = raw, let document = try? JSONDocument(json, options: .anyDepth)
    else { return nil }
    return document.withTape { try? ToolCall.list($0, at: 0) }
  }
}
