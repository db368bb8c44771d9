extension Target {
  /// Reinforcement at Fireworks AI: as OpenAI's, read by an evaluator of the user's.
  public static let fireworksRFT = Target(
    "fireworks-rft", "Fireworks AI, prompts for an evaluator", family: .fireworks,
    kind: .reinforcement, layout: .reference,
    limits: Limits(minimumRows: 3, maximumRows: 3_000_000))
}
