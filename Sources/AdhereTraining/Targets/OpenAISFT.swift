extension Target {
  /// OpenAI and Azure OpenAI, conversations. OpenAI takes no new jobs from 2027-01-06; the rows
  /// live on at Azure and elsewhere.
  public static let openaiSFT = Target(
    "openai-sft", "OpenAI and Azure, supervised (OpenAI's own ends 2027-01-06)", family: .openai,
    kind: .supervised, layout: .messages, lossMark: .weight,
    columns: ["messages", "tools", "parallel_tool_calls", "functions"],
    limits: Limits(minimumRows: 10, maximumBytes: 512 << 20))
}
