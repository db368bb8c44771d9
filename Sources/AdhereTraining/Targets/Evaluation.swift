extension Target {
  /// Evaluation cases: request, contract, what is accepted, and how it failed before. A line
  /// becomes a record for `adhere filter --input record` once a `raw` is added.
  ///
  /// A person's answer is accepted by equality; of others it is accepted what conforms to the
  /// schema. Cases that an export is held `--against` are kept out of it.
  ///
  ///     {"id":"01J0000000000000000000000A","surface":"tool",
  ///      "messages":[{"role":"user","content":"Weather in Oslo?"}],"tools":[…],
  ///      "acceptance":{"by":"schema",
  ///        "calls":[{"name":"get_weather","arguments":{"city": "Oslo"}}]},
  ///      "failure":{"outcome":"repaired","model":"m","repairs":["python-call"],"violations":[]}}
  public static let evaluation = Target(
    "eval", "evaluation cases: request, contract, acceptance, known failure", .adhere,
    .evaluation, Form(layout: .evaluation))
}

extension Trainer {
  static let adhere = {
    var trainer = Trainer()
    trainer.arguments = .object
    trainer.takesEitherArguments = true
    trainer.roles = ["system", "developer", "user", "assistant", "tool"]
    return trainer
  }()
}
