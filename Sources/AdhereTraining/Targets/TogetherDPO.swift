extension Target {
  /// together.ai, preferences: OpenAI's names, `tools` inside `input`, one assistant message a
  /// side, whose `content` must not be null.
  public static let togetherDPO = Target(
    "together-dpo", "together.ai, preferences", family: .together, kind: .preference,
    layout: .outputs,
    columns: ["input", "preferred_output", "non_preferred_output", "weight"],
    limits: Limits(maximumBytes: 53_794_465_382))
}
