import AdhereRepair
import AdhereSchema

extension ChoiceJudgement {
  /// What is wrong, as a message for the model; at most ten violations are listed. Nil where nothing
  /// is wrong that the model could mend: of an output that conforms, a refusal, an error of the
  /// provider.
  public var feedback: String? {
    switch judgement.outcome {
    case .valid, .repaired, .noCall, .refused, .error, .unchecked: return nil
    case .invalid, .unreadable, .truncated: break
    }
    var text: String
    switch judgement.outcome {
    case .unreadable:
      text =
        surface == .tool
        ? "That is not a tool call that can be read." : "That is not JSON that can be read."
    case .truncated: text = "That answer is cut off."
    default: text = "That answer does not conform to what was asked."
    }
    // Violations are listed one by one; anything else that stood against it is in the reason.
    if judgement.violations.isEmpty, let reason = judgement.reason {
      text += "\n- \(reason.message)"
    }
    for violation in judgement.violations.prefix(FollowUpRequest.maximumViolations) {
      let place = violation.instancePath.isEmpty ? "the whole value" : violation.instancePath
      text += "\n- \(place): \(violation.message)"
    }
    let more = judgement.violations.count - FollowUpRequest.maximumViolations
    if more > 0 { text += "\n- and \(more) more" }
    text +=
      surface == .tool
      ? "\nCall the tool again, with arguments that mend this and change nothing else."
      : "\nAnswer again with nothing but the JSON, mending this and changing nothing else."
    return text
  }
}
