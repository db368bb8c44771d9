extension Target {
  /// axolotl, type `chat_template`: as TRL, with `train` on messages that are not to be learnt.
  ///
  /// It reads arguments, and the parameters of a function, as strings of JSON too.
  ///
  /// Source: docs.axolotl.ai/docs/dataset-formats/conversation.html; axolotl 067b021.
  ///
  ///     {"messages":[{"role":"user","content":"Weather in Oslo?"},
  ///       {"role":"assistant","content":"","tool_calls":[{"id":"call_1","type":"function",
  ///         "function":{"name":"get_weather","arguments":{"city": "Oslo"}}}]}],
  ///      "tools":[{"type":"function","function":{"name":"get_weather","parameters":{…}}}]}
  public static let axolotlSFT = Target(
    "axolotl-sft", "axolotl, supervised", .axolotl, .supervised,
    Form(layout: .messages, lossMark: .train))
}

extension Trainer {
  static let axolotl = {
    var trainer = Trainer.trl
    trainer.takesEitherArguments = true
    trainer.takesCompletions = false
    trainer.wantsOneForm = false
    trainer.wantsCallType = true
    trainer.takesParametersAsText = true
    return trainer
  }()
}
