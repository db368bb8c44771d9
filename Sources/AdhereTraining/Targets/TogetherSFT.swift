extension Target {
  /// together.ai, conversations: `messages` and `tools`, nothing else beside a row's `weight`;
  /// arguments are strings. Source: docs.together.ai, fine-tuning data preparation; SDK 3.1.1.
  public static let togetherSFT = Target(
    "together-sft", "together.ai, supervised", family: .together, kind: .supervised,
    layout: .messages, lossMark: .weight, columns: ["messages", "tools", "weight"],
    limits: Limits(maximumBytes: 53_794_465_382))
}
