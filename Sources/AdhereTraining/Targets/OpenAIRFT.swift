extension Target {
  /// Reinforcement with a grader: the prompt, ending with the user, and what is expected in
  /// columns that the grader sees as `item.*`.
  public static let openaiRFT = Target(
    "openai-rft", "OpenAI, prompts for a grader", family: .openai, kind: .reinforcement,
    layout: .reference, limits: Limits(minimumRows: 10, maximumBytes: 512 << 20))
}
