import AdhereRepair

extension Judgement {
  /// What stood against the output, in one line.
  package var summary: String {
    reason?.message ?? Reason.message(violations) ?? warnings.first?.message ?? "does not conform"
  }
}
