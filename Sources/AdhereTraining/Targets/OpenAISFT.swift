extension Target {
  /// OpenAI and Azure OpenAI, conversations. OpenAI takes no new jobs from 2027-01-06; the rows
  /// live on at Azure and elsewhere.
  ///
  /// At least ten rows, 512 MB a file, 128 tools a row. `weight` is 0 or 1 and belongs to assistant
  /// messages only; other columns are refused.
  ///
  /// Source: developers.openai.com/api/docs/guides/supervised-fine-tuning;
  /// `FineTuneChatRequestInput` of openai-openapi, branch 2025-03-21.
  ///
  ///     {"messages":[{"role":"user","content":"Weather in Oslo?"},
  ///       {"role":"assistant","content":"","tool_calls":[{"id":"call_1","type":"function",
  ///         "function":{"name":"get_weather","arguments":"{\"city\": \"Oslo\"}"}}]}],
  ///      "tools":[{"type":"function","function":{"name":"get_weather","parameters":{…}}}]}
  public static let openaiSFT = Target(
    "openai-sft", "OpenAI and Azure, supervised (OpenAI's own ends 2027-01-06)", .openai,
    .supervised,
    Form(
      layout: .messages, lossMark: .weight,
      columns: ["messages", "tools", "parallel_tool_calls", "functions"]),
    limits: Trainer.openaiLimits)
}

extension Trainer {
  static let openai = {
    var trainer = Trainer()
    trainer.roles += ["function"]
    trainer.wantsUserLast = true
    trainer.weighsAssistantOnly = true
    trainer.takesParts = true
    trainer.parts = .ofUser
    trainer.callID = .required
    trainer.checksParallelCalls = true
    trainer.rejectedArguments = .anyText
    trainer.maximumTools = 128
    return trainer
  }()

  static let openaiLimits = Target.Limits(minimumRows: 10, maximumBytes: 512 << 20)
}
