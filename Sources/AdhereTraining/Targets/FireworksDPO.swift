extension Target {
  /// Fireworks AI, preferences: OpenAI's names. Its loader parses the arguments of every call,
  /// so a rejected answer that is not JSON stands as text.
  public static let fireworksDPO = Target(
    "fireworks-dpo", "Fireworks AI, preferences", family: .fireworks, kind: .preference,
    layout: .outputs, columns: ["input", "preferred_output", "non_preferred_output"],
    limits: Limits(minimumRows: 3, maximumRows: 3_000_000))
}
