extension Target {
  /// Evaluation cases: request, contract, what is accepted, and how it failed before. A line
  /// becomes a record for `adhere filter --input record` once a `raw` is added.
  public static let evaluation = Target(
    "eval", "evaluation cases: request, contract, acceptance, known failure", family: .adhere,
    kind: .evaluation, layout: .evaluation, arguments: .object)
}
