extension Target {
  /// together.ai, preferences: OpenAI's names, `tools` inside `input`, one assistant message a
  /// side, whose `content` must not be null.
  ///
  /// The arguments of the rejected side may be any text: it is kept as the model wrote it.
  ///
  /// Source: docs.together.ai/docs/fine-tuning/preference-tuning; SDK 2.14.0, `check_file`.
  ///
  ///     {"input":{"messages":[{"role":"user","content":"Weather in Oslo?"}],
  ///        "tools":[{"type":"function","function":{"name":"get_weather","parameters":{…}}}]},
  ///      "preferred_output":[{"role":"assistant","content":"","tool_calls":[…]}],
  ///      "non_preferred_output":[{"role":"assistant","content":"get_weather(town='Oslo')"}]}
  public static let togetherDPO = Target(
    "together-dpo", "together.ai, preferences", .together, .preference,
    Form(
      layout: .outputs, columns: ["input", "preferred_output", "non_preferred_output", "weight"]),
    limits: Limits(maximumBytes: Trainer.togetherBytes))
}
