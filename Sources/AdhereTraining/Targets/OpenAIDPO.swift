extension Target {
  /// OpenAI and Azure OpenAI, preferences: `input`, `preferred_output`, `non_preferred_output`, one
  /// assistant message a side.
  ///
  /// The published schema once spelt them `preferred_completion`; the guide, Azure, together.ai and
  /// Fireworks AI all spell them as here.
  ///
  /// Source: developers.openai.com/api/docs/guides/direct-preference-optimization.
  ///
  ///     {"input":{"messages":[{"role":"user","content":"Weather in Oslo?"}],
  ///        "tools":[{"type":"function","function":{"name":"get_weather","parameters":{…}}}]},
  ///      "preferred_output":[{"role":"assistant","content":"","tool_calls":[…]}],
  ///      "non_preferred_output":[{"role":"assistant","content":"get_weather(town='Oslo')"}]}
  public static let openaiDPO = Target(
    "openai-dpo", "OpenAI and Azure, preferences (OpenAI's own ends 2027-01-06)", .openai,
    .preference,
    Form(layout: .outputs, columns: ["input", "preferred_output", "non_preferred_output"]),
    limits: Trainer.openaiLimits)
}
