extension Target {
  /// Fireworks AI, conversations: OpenAI's rows, the system message first, 3 to 3,000,000 rows.
  /// Above 150 MB a file needs the upload by signed URL.
  public static let fireworksSFT = Target(
    "fireworks-sft", "Fireworks AI, supervised", family: .fireworks, kind: .supervised,
    layout: .messages, lossMark: .weight, columns: ["messages", "tools", "weight"],
    limits: Limits(minimumRows: 3, maximumRows: 3_000_000))
}
