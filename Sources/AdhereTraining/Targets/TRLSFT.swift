extension Target {
  /// TRL and Unsloth, conversations: arguments are objects, since chat templates write strings with
  /// their quotes. Needs `datasets` 4.7; see ``forOldDatasets``. For the loss on the answer alone
  /// see ``withCompletions``.
  ///
  /// Several chat templates fail on a `content` that is null or missing beside calls, so it is
  /// `""`. Results carry the name of their tool, which some templates write.
  ///
  /// Source: huggingface.co/docs/trl/dataset_formats; trl 1.16.0, datasets 5.2.0.
  ///
  ///     {"messages":[{"role":"user","content":"Weather in Oslo?"},
  ///       {"role":"assistant","content":"","tool_calls":[{"id":"call_1","type":"function",
  ///         "function":{"name":"get_weather","arguments":{"city": "Oslo"}}}]}],
  ///      "tools":[{"type":"function","function":{"name":"get_weather","parameters":{…}}}]}
  public static let trlSFT = Target(
    "trl-sft", "TRL and Unsloth, supervised", .trl, .supervised, Form(layout: .messages))
}

extension Trainer {
  static let trl = {
    var trainer = Trainer()
    trainer.arguments = .object
    trainer.readsThroughDatasets = true
    trainer.takesCompletions = true
    trainer.wantsOneForm = true
    trainer.roles = ["system", "developer", "user", "assistant", "tool"]
    trainer.warnsOfMissingContent = true
    trainer.warnsOfNullContent = true
    trainer.wantsToolCallID = false
    trainer.namesResults = true
    trainer.wantsCallType = false
    trainer.takesAnyRejectedName = true
    return trainer
  }()
}
