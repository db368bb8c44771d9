extension Target {
  /// Gemini on Vertex AI: `contents` with `parts`, calls as `functionCall` with an object `args`,
  /// all results of one turn in one content.
  ///
  /// The system message is apart, as `systemInstruction`; a result that is no object is written
  /// under the key `result`. 100 rows are advised, none are required.
  ///
  /// Source: cloud.google.com, Vertex AI, "Prepare supervised fine-tuning data for Gemini models"
  /// and "Tuning function calling".
  ///
  ///     {"contents":[{"role":"user","parts":[{"text":"Weather in Oslo?"}]},
  ///       {"role":"model","parts":[
  ///         {"functionCall":{"name":"get_weather","args":{"city": "Oslo"}}}]}],
  ///      "tools":[{"functionDeclarations":[{"name":"get_weather","parameters":{…}}]}]}
  public static let geminiSFT = Target(
    "gemini-sft", "Gemini on Vertex AI, supervised", .gemini, .supervised,
    Form(
      layout: .contents,
      columns: [
        "systemInstruction", "system_instruction", "contents", "tools", "generationConfig",
      ]))
}

extension Trainer {
  static let gemini = {
    var trainer = Trainer()
    trainer.arguments = .object
    trainer.takesEitherArguments = true
    trainer.hasSystemApart = true
    return trainer
  }()
}
