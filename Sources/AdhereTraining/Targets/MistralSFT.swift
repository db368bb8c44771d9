extension Target {
  /// Mistral and mistral-finetune: ids of nine letters and digits, functions with description
  /// and parameters, content or calls but not both, at most one system message.
  public static let mistralSFT = Target(
    "mistral-sft", "Mistral, supervised", family: .mistral, kind: .supervised,
    layout: .messages, lossMark: .weight,
    limits: Limits(minimumRows: 10, maximumRows: 10_000_000, maximumBytes: 10_000_000_000))
}
