import AdhereJSON
public import AdhereJudging
public import AdherePlatform

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

  /// A ULID (``TraceID``): sorts by time, is unique without a central counter.
  public var id: String
  /// When the output was judged; when it was made, where its record has a time.
  public var time: Timestamp
  /// Groups traces that must stay in one part of a dataset: a conversation, a user's visit.
  public var session: String?
  /// The id of the record it came from: JSON, byte for byte.
  public var recordID: [UInt8]?
  /// The API that answered, such as `together`.
  public var provider: String?
  /// The model, as the answer or the request names it.
  public var model: String?
  /// Where structure was asked for.
  public var surface: Contract.Surface
  /// What the request asked.
  public var request: Request
  /// How calls were asked to be written, the name of a `Form`; nil where any form would do. Kept
  /// even where this version does not know it.
  public var form: String?
  /// What the model produced, as it came.
  public var raw: Raw
  /// The provider's `finish_reason`, as it came.
  public var finishReason: String?
  /// The verdict on the output.
  public var outcome: Outcome
  /// The conforming JSON of the `json` surface, after repair; nil where there is none.
  public var value: [UInt8]?
  /// The calls of the `tool` surface, after repair; nil where none could be read. Arguments of
  /// calls that failed need not be JSON.
  public var calls: [ToolCall]?
  /// The changes that lead from the raw output to the value or the calls.
  public var repairs: [RepairRecord]
  /// What is wrong with an output that does not conform.
  public var violations: [ViolationRecord]
  /// Findings that do not decide the outcome.
  public var warnings: [WarningRecord]
  /// Why the output is not handed on; nil where it is, and in traces of older versions.
  public var reason: ReasonRecord?
  /// The repairs that were permitted; nil where that is not known.
  public var policy: PolicyRecord?
  /// Time the judging took, in nanoseconds.
  public var judgeNanoseconds: Int?
  /// Which attempt at its request this output was, from 1.
  public var attempt: Int?
  /// Later attempts at the same request, in order.
  public var attempts: [Attempt]
  /// Whether the answer was right, where that was reported.
  public var acceptance: Acceptance?
  /// How often this output came in answer to this request; 1 for a line that stands for itself.
  public var occurrences: Int
  /// Whether secrets were replaced; nil where nothing is known about it.
  public var redaction: Redaction?
  /// What may be done with the trace.
  public var rights: Rights
  /// What was left out because it would have been too much.
  public var cut = Cut()
  /// Members that this version does not know, as name and JSON; written back as they were read.
  public var extra: [Member]

  /// A trace without a judgement; ``take(_:)`` adds one.
  ///
  /// - Parameters:
  ///   - id: a ULID, as ``TraceID/make(at:)`` makes them.
  ///   - time: when the output was judged.
  ///   - surface: where structure was asked for.
  ///   - raw: what the model produced, as it came.
  ///   - outcome: the verdict on the output.
  ///   - request: what the request asked.
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

  /// Takes over a judgement: outcome, value, calls, repairs, violations, warnings and reason.
  /// Of long lists the first ``listLimit``; ``cut`` says how many there were.
  public mutating func take(_ judgement: Judgement) {
    outcome = judgement.outcome
    // Beside a failure the value may be anything; only JSON can be part of the record.
    value = judgement.value.flatMap {
      judgement.outcome.isSuccess || (try? JSONDocument($0)) != nil ? $0 : nil
    }
    calls = judgement.calls
    (cut.repairs, cut.violations, cut.warnings) = (nil, nil, nil)
    repairs = Trace.first(judgement.repairs, &cut.repairs)
    violations = Trace.first(judgement.violations, &cut.violations).map(ViolationRecord.init)
    warnings = Trace.first(judgement.warnings, &cut.warnings).map(WarningRecord.init)
    reason = judgement.reasonRecord
  }
}

extension Trace {
  /// What whoever wrote the record called the set that it belongs to, such as `held-out`; nil where
  /// it has no `label`, or one that is no string.
  public var label: String? {
    guard let json = extra.first(where: { $0.name == "label" })?.json,
      let document = try? JSONDocument(json)
    else { return nil }
    return document.withTape { tape in
      tape.kind(0) == .string ? String(decoding: StringText.decode(tape, 0), as: UTF8.self) : nil
    }
  }

  /// A member of a JSON object that is carried along.
  public struct Member: Sendable, Equatable {
    /// The key, without escapes.
    public var name: String
    /// The value, JSON text.
    public var json: [UInt8]

    /// - Parameters:
    ///   - name: the key, without escapes.
    ///   - json: JSON text.
    public init(name: String, json: [UInt8]) {
      self.name = name
      self.json = json
    }
  }
}
