import AdhereJSON
import AdhereJudging
public import AdhereTraces

/// An output of a model in answer to a case: a record as `adhere filter` reads it, or a trace.
///
///     {"id":"01J…","model":"qwen-tuned","raw":"<tool_call>…</tool_call>","finish_reason":"stop"}
public struct EvaluationOutput: Sendable {
  /// The id of its case; nil where it is found by its request alone.
  public var caseID: String?
  /// The model; nil where the line names none.
  public var model: String?
  /// What the model produced.
  public var raw: Trace.Raw
  /// As the provider gave it.
  public var finishReason: String?
  /// What was asked, where the line says so.
  public var request: Trace.Request

  /// How calls were asked to be written, where the line says so; else the case does.
  public var form: String?

  /// Reads a line.
  ///
  /// - Throws: ``EvaluationError`` that says what is wrong with it.
  public init(line: [UInt8]) throws(EvaluationError) {
    self = try EvaluationError.reading(line, "output") { (fields) throws(TraceError) in
      try EvaluationOutput(fields)
    }
  }

  private init(_ fields: TraceFields) throws(TraceError) {
    guard fields.isObject else { throw TraceError("the output is not an object") }
    guard fields.json("raw", keepsNull: true) != nil else {
      throw TraceError("there is no raw, the model's text or an array of calls")
    }
    raw = try fields.raw()
    if case .calls = raw, let list = fields.tape.member("raw", of: 0) {
      do throws(RecordError) {
        _ = try ToolCall.list(fields.tape, at: list)
      } catch { throw TraceError(error.message) }
    }
    // Of a trace `record` is the id that its record had.
    caseID =
      fields.identifier("case") ?? fields.identifier("record") ?? fields.identifier("id")
    model = try fields.string("model")
    finishReason = try fields.string("finish_reason")
    // Records may have a member of that name that means something else.
    form = try? fields.form()
    request = fields.request()
  }
}
