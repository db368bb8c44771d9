extension Target {
  /// Reinforcement with a grader: the prompt, ending with the user, and what is expected in columns
  /// that the grader sees as `item.*`.
  ///
  /// An expected answer is written as `reference_tools` or as `reference_text`; where there is none,
  /// the row only asks.
  ///
  /// Source: developers.openai.com/api/docs/guides/reinforcement-fine-tuning.
  ///
  ///     {"messages":[{"role":"user","content":"Weather in Oslo?"}],
  ///      "tools":[{"type":"function","function":{"name":"get_weather","parameters":{…}}}],
  ///      "reference_tools":[{"id":"call_1","type":"function",
  ///        "function":{"name":"get_weather","arguments":"{\"city\": \"Oslo\"}"}}]}
  public static let openaiRFT = Target(
    "openai-rft", "OpenAI, prompts for a grader", .openai, .reinforcement,
    Form(layout: .reference), limits: Trainer.openaiLimits)
}
