extension Target {
  /// together.ai, conversations: `messages` and `tools`, nothing else beside a row's `weight`.
  ///
  /// Arguments are strings of JSON, a call has an id, `content` beside calls is best `""`. The bytes
  /// of an image are in the row itself, and only the user has some. A file holds rows of one form; its limit
  /// is that of the client, 50.1 GB.
  ///
  /// Source: docs.together.ai/docs/fine-tuning/data-preparation and …/function-calling; SDK 3.1.1,
  /// whose check of rows ended with 2.14.0.
  ///
  ///     {"messages":[{"role":"user","content":"Weather in Oslo?"},
  ///       {"role":"assistant","content":"","tool_calls":[{"id":"call_1","type":"function",
  ///         "function":{"name":"get_weather","arguments":"{\"city\": \"Oslo\"}"}}]}],
  ///      "tools":[{"type":"function","function":{"name":"get_weather","parameters":{…}}}],
  ///      "weight":1.000}
  public static let togetherSFT = Target(
    "together-sft", "together.ai, supervised", .together, .supervised,
    Form(layout: .messages, lossMark: .weight, columns: ["messages", "tools", "weight"]),
    limits: Limits(maximumBytes: Trainer.togetherBytes))
}

extension Trainer {
  static let together = {
    var trainer = Trainer()
    trainer.hasRowWeights = true
    trainer.wantsOneForm = true
    trainer.parts = .imagesOfUser
    trainer.takesNullInOutputs = false
    trainer.callID = .required
    trainer.rejectedArguments = .anyText
    return trainer
  }()

  /// 50.1 GB, which the client takes.
  static let togetherBytes = 53_794_465_382
}
