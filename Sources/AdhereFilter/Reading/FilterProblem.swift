import AdhereJudging
import AdhereRepair

/// Why an output or a record was not judged.
struct FilterProblem: Error {
  var outcome: Outcome
  /// Stable name, used as a violation's keyword.
  var keyword: String
  var message: String
  /// The same as records and counts hold it.
  var reason: Reason

  /// A record that cannot be used, through no fault of the model.
  static func record(_ message: String) -> FilterProblem {
    FilterProblem(
      outcome: .error, keyword: "record", message: message, reason: .badRecord(message))
  }

  /// A request of a batch that has no result.
  static var missing: FilterProblem {
    let message = "the request has no result"
    return FilterProblem(
      outcome: .error, keyword: "missing-result", message: message,
      reason: Reason(.providerError, message))
  }

  /// An output that is too long to be judged.
  static func tooLong(_ count: Int, limit: Int) -> FilterProblem {
    let reason = Reason.tooLong(count, limit: limit, help: "a higher --max-output-bytes")
    return FilterProblem(
      outcome: .unreadable, keyword: "maxOutputBytes", message: reason.message, reason: reason)
  }
}
