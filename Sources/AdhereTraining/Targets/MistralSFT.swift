extension Target {
  /// Mistral and mistral-finetune: ids of nine letters and digits, functions with description and
  /// parameters, content or calls but not both, at most one system message.
  ///
  /// Ids of other forms are replaced, in a call and its result alike. Rows with tools train on the
  /// last assistant message alone.
  ///
  /// Source: docs.mistral.ai/capabilities/finetuning/text_finetuning; mistral-finetune 1943535;
  /// mistral-common 1.13.1, version 3 of the format.
  ///
  ///     {"messages":[{"role":"user","content":"Weather in Oslo?"},
  ///       {"role":"assistant","content":"","tool_calls":[{"id":"R7UuyRsmm","type":"function",
  ///         "function":{"name":"get_weather","arguments":"{\"city\": \"Oslo\"}"}}]}],
  ///      "tools":[{"type":"function",
  ///        "function":{"name":"get_weather","description":"","parameters":{…}}}]}
  public static let mistralSFT = Target(
    "mistral-sft", "Mistral, supervised", .mistral, .supervised,
    Form(layout: .messages, lossMark: .weight),
    limits: Limits(minimumRows: 10, maximumRows: 10_000_000, maximumBytes: 10_000_000_000))
}

extension Trainer {
  static let mistral = {
    var trainer = Trainer()
    trainer.olderNames = (messages: "interactions", tools: "available_tools")
    trainer.wantsSystemFirst = true
    trainer.takesTextBesideCalls = false
    trainer.wantsCallType = false
    trainer.callID = .nineCharacters
    trainer.wantsCompleteFunctions = true
    return trainer
  }()
}
