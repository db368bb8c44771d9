extension Target {
  /// Fireworks AI, conversations: OpenAI's rows, the system message first, 3 to 3,000,000 rows.
  ///
  /// A file above 150 MB needs the upload by a signed URL; several files make one dataset. A
  /// symbolic link is not followed.
  ///
  /// Source: docs.fireworks.ai/fine-tuning/supervised-fine-tuning; fireworks-ai 1.2.28; its
  /// cookbook's loader, which parses the arguments of every call.
  ///
  ///     {"messages":[{"role":"system","content":"Be brief."},
  ///       {"role":"user","content":"Weather in Oslo?"},
  ///       {"role":"assistant","content":"","tool_calls":[{"id":"call_1","type":"function",
  ///         "function":{"name":"get_weather","arguments":"{\"city\": \"Oslo\"}"}}]}],
  ///      "tools":[{"type":"function","function":{"name":"get_weather","parameters":{…}}}]}
  public static let fireworksSFT = Target(
    "fireworks-sft", "Fireworks AI, supervised", .fireworks, .supervised,
    Form(layout: .messages, lossMark: .weight, columns: ["messages", "tools", "weight"]),
    limits: Trainer.fireworksLimits)
}

extension Trainer {
  static let fireworks = {
    var trainer = Trainer()
    trainer.signedUploadBytes = 150_000_000
    trainer.takesSymbolicLinks = false
    trainer.wantsSystemFirst = true
    trainer.takesParts = true
    trainer.parts = .ofUser
    trainer.warnsOfNullContent = true
    trainer.callID = .required
    trainer.rejectedArguments = .refused
    return trainer
  }()

  static let fireworksLimits = Target.Limits(minimumRows: 3, maximumRows: 3_000_000)
}
