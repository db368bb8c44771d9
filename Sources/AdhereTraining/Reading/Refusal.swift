/// Why a trace, or a row made from it, is not in a dataset.
struct Refusal: Error {
  var reason: Reason
  /// What in particular, for people who look into one case.
  var detail: String

  init(_ reason: Reason, _ detail: String = "") {
    self.reason = reason
    self.detail = detail
  }

  /// The name under which it is counted: of rows that break a rule with the rule.
  var name: String { reason == .row ? "row/\(detail)" : reason.rawValue }

  /// The reasons, by the names under which manifests count them.
  enum Reason: String, Sendable, CaseIterable {
    // The trace and its rights.
    case unreadableLine = "unreadable-line"
    case consent = "no-consent"
    case retention = "retention-over"
    case licence = "licence"
    case redactionOff = "not-redacted"
    case redactionBroke = "redaction-broke-it"
    // The request.
    case noRequest = "no-request"
    case requestForm = "request-form"
    case endsWithAssistant = "ends-with-assistant"
    case endsWithTool = "ends-with-tool"
    case toolsUnknown = "tools-unknown"
    case toolForm = "tool-form"
    case toolName = "tool-name"
    case toolSchema = "tool-schema"
    case parts = "content-parts"
    case systemNotFirst = "system-not-first"
    case textBesideCalls = "text-beside-calls"
    case historyArguments = "history-arguments"
    case numbers = "numbers-not-kept"
    // The answer.
    case refused = "refused"
    case providerError = "provider-error"
    case rejectedByPerson = "rejected-by-person"
    case noGoodAnswer = "no-good-answer"
    case guessed = "guessed"
    case judgedOtherwise = "judged-otherwise"
    case hadRival = "had-a-rival"
    case unreadCall = "unread-call"
    case emptyAnswer = "empty-answer"
    case parallelCalls = "parallel-calls"
    // The pair.
    case nothingRejected = "nothing-rejected"
    case cutByLimit = "cut-by-limit"
    case notText = "rejected-not-utf8"
    case sameAnswer = "same-answer"
    case markupOnly = "markup-only"
    case notAsWritten = "rejected-not-as-written"
    // The row, as the target's own rules and the tools' schemas judge it.
    case row = "row"
    // Curation.
    case notSelected = "not-selected"
    case duplicate = "duplicate"
    case contradictory = "contradictory"
    case nearDuplicate = "near-duplicate"
    case capped = "capped"
    case overShare = "over-share"
    case inEvaluation = "in-evaluation"
    case nearEvaluation = "near-evaluation"
    case inOtherSplit = "prompt-in-other-split"
  }
}
