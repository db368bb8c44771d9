/// What the request said about calling tools.
public enum ToolChoice: Sendable, Equatable {
  /// The model may call or answer with text.
  case auto
  /// At least one call is due.
  case required
  /// This tool is due.
  case tool(String)
  /// No call is wanted.
  case none
}
