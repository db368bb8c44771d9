/// The API whose form a request or an answer has. More cases may be added.
#if hasAttribute(nonexhaustive)
  @nonexhaustive
#endif
public enum WireAPI: String, Sendable, CaseIterable {
  /// Chat completions, and the older completions: OpenAI and everyone who is compatible with it.
  case chat
  /// OpenAI's Responses API.
  case responses
  /// Anthropic's Messages API.
  case messages
  /// Ollama's own `/api/chat` and `/api/generate`.
  case ollama
  /// Gemini's own `generateContent`.
  case gemini
}
