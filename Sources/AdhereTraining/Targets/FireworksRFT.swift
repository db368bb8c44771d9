extension Target {
  /// Reinforcement at Fireworks AI: as OpenAI's, read by an evaluator of the user's.
  ///
  /// `messages` hold the prompt alone; every other column reaches the evaluator.
  /// 3 to 3,000,000 rows, as in all datasets there.
  ///
  /// Source: docs.fireworks.ai, reinforcement fine-tuning; the package `eval-protocol`.
  ///
  ///     {"messages":[{"role":"user","content":"Weather in Oslo?"}],
  ///      "tools":[{"type":"function","function":{"name":"get_weather","parameters":{…}}}],
  ///      "reference_tools":[{"id":"call_1","type":"function",
  ///        "function":{"name":"get_weather","arguments":"{\"city\": \"Oslo\"}"}}]}
  public static let fireworksRFT = Target(
    "fireworks-rft", "Fireworks AI, prompts for an evaluator", .fireworks, .reinforcement,
    Form(layout: .reference), limits: Trainer.fireworksLimits)
}
