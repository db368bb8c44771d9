import AdhereJudging

/// Why an output or a record was not judged.
struct FilterProblem: Error {
  var outcome: Outcome
  /// Stable name, used as a violation's keyword.
  var keyword: String
  var message: String

  /// A record that cannot be used, through no fault of the model.
  static func record(_ message: String) -> FilterProblem {
    FilterProblem(outcome: .error, keyword: "record", message: message)
  }
}
