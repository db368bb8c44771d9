import AdhereRepair
import AdhereSchema
public import AdhereJudging

/// Attributes of a span or an event about an output, named by OpenTelemetry's semantic conventions
/// for generative AI; for applications that do their own tracing.
///
///     for (name, value) in GenAIAttributes.evaluation(judgement, series) { … }
public enum GenAIAttributes {
  /// The name of the event that holds an evaluation.
  public static let eventName = "gen_ai.evaluation.result"

  /// The value of an attribute.
  public enum Value: Sendable, Equatable {
    /// A string.
    case string(String)
    /// A floating-point number.
    case double(Double)
    /// An integer.
    case int(Int)
  }

  /// The attributes of the event ``eventName``: whether the output conforms, as a score and as
  /// a label, and why not. They hold nothing of the output itself.
  public static func evaluation(_ judgement: Judgement, _ series: Series) -> [(String, Value)] {
    var attributes: [(String, Value)] = [
      ("gen_ai.evaluation.name", .string("adherence")),
      ("gen_ai.evaluation.score.label", .string(judgement.outcome.rawValue)),
    ]
    // What was not judged has no score.
    if judgement.outcome != .unchecked {
      attributes.insert(
        ("gen_ai.evaluation.score.value", .double(judgement.outcome.isSuccess ? 1 : 0)), at: 1)
    }
    let keywords = judgement.violations.map(\.keyword)
    if !keywords.isEmpty {
      let list = Set(keywords).sorted().joined(separator: ", ")
      attributes.append(("gen_ai.evaluation.explanation", .string("violates \(list)")))
    } else if let reason = judgement.reason {
      attributes.append(("gen_ai.evaluation.explanation", .string(reason.code.rawValue)))
    }
    return attributes + span(judgement, series)
  }

  /// The attributes of the span of a request.
  public static func span(_ judgement: Judgement, _ series: Series) -> [(String, Value)] {
    var attributes: [(String, Value)] = []
    if !series.provider.isEmpty {
      attributes.append(("gen_ai.provider.name", .string(series.provider)))
    }
    if !series.model.isEmpty { attributes.append(("gen_ai.request.model", .string(series.model))) }
    if series.surface == .json { attributes.append(("gen_ai.output.type", .string("json"))) }
    if !series.tool.isEmpty { attributes.append(("gen_ai.tool.name", .string(series.tool))) }
    attributes.append(("adhere.outcome", .string(judgement.outcome.rawValue)))
    attributes.append(("adhere.repairs", .int(judgement.repairs.count)))
    attributes.append(("adhere.violations", .int(judgement.violations.count)))
    return attributes
  }
}
