extension Target {
  /// Fireworks AI, preferences: OpenAI's names, one assistant message a side.
  ///
  /// Its loader parses the arguments of every call, so a rejected answer that is not JSON is
  /// written as text.
  ///
  /// Source: docs.fireworks.ai/fine-tuning/dpo-fine-tuning; its cookbook's loader.
  ///
  ///     {"input":{"messages":[{"role":"user","content":"Weather in Oslo?"}],
  ///        "tools":[{"type":"function","function":{"name":"get_weather","parameters":{…}}}]},
  ///      "preferred_output":[{"role":"assistant","content":"","tool_calls":[…]}],
  ///      "non_preferred_output":[{"role":"assistant","content":"get_weather(town='Oslo')"}]}
  public static let fireworksDPO = Target(
    "fireworks-dpo", "Fireworks AI, preferences", .fireworks, .preference,
    Form(layout: .outputs, columns: ["input", "preferred_output", "non_preferred_output"]),
    limits: Trainer.fireworksLimits)
}
