extension Target {
  /// OpenAI and Azure OpenAI, preferences: `input`, `preferred_output`, `non_preferred_output`,
  /// one assistant message a side.
  public static let openaiDPO = Target(
    "openai-dpo", "OpenAI and Azure, preferences (OpenAI's own ends 2027-01-06)",
    family: .openai, kind: .preference, layout: .outputs,
    columns: ["input", "preferred_output", "non_preferred_output"],
    limits: Limits(minimumRows: 10, maximumBytes: 512 << 20))
}
