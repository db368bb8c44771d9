extension Target {
  /// Gemini on Vertex AI: `contents` with `parts`, calls as `functionCall` with an object `args`,
  /// all results of one turn in one content.
  public static let geminiSFT = Target(
    "gemini-sft", "Gemini on Vertex AI, supervised", family: .gemini, kind: .supervised,
    layout: .contents, arguments: .object,
    columns: [
      "systemInstruction", "system_instruction", "contents", "tools", "generationConfig",
    ])
}
