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

  /// Reads a line.
  ///
  /// - Throws: ``EvaluationError`` that says what is wrong with it.
  public init(line: [UInt8]) throws(EvaluationError) {
    guard let document = try? JSONDocument(line, options: .anyDepth) else {
      throw EvaluationError("the output is not JSON")
    }
    defer { withExtendedLifetime(document) {} }
    let fields = JSONFields(tape: document.tape)
    guard fields.isObject else { throw EvaluationError("the output is not an object") }
    guard let raw = fields.raw else {
      throw EvaluationError("there is no raw, the model's text or an array of calls")
    }
    self.raw = raw
    // Of a trace `record` is the id that its record had.
    caseID = fields.string("case") ?? fields.string("record") ?? fields.string("id")
    model = fields.string("model")
    finishReason = fields.string("finish_reason")
    request = fields.request
  }
}
