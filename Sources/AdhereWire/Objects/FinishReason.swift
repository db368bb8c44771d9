/// What a provider's `finish_reason` means. More cases may be added. The word itself is kept beside
/// it: some providers write `stop` where calls were made, or where the output was cut off.
public enum FinishReason: String, Sendable, CaseIterable {
  /// The model came to its end.
  case stop
  /// The limit of tokens cut the output off.
  case length
  /// The model calls tools.
  case toolCalls = "tool_calls"
  /// A filter stopped the output, or the model refused.
  case contentFilter = "content_filter"
  /// The provider failed on the way.
  case error
  /// A word that no table has.
  case other

  /// Reads the words of the providers: `eos`, `eos_token`, `end_turn`, `STOP`, `max_tokens`,
  /// `function_call`, `tool_use`, `SAFETY`, `network_error` and others.
  public init(word: String) {
    switch word {
    case "stop", "eos", "eos_token", "stop_sequence", "end_turn", "COMPLETE", "STOP", "complete",
      "pause_turn", "STOP_SEQUENCE", "done":
      self = .stop
    case "length", "max_tokens", "MAX_TOKENS", "max_output_tokens", "model_length",
      "model_context_window_exceeded", "ERROR_LIMIT":
      self = .length
    case "tool_calls", "function_call", "tool_use", "TOOL_CALL", "tool_call", "TOOL_CALLS":
      self = .toolCalls
    case "content_filter", "SAFETY", "sensitive", "refusal", "RECITATION", "PROHIBITED_CONTENT",
      "BLOCKLIST", "SPII", "content_filtered", "guardrail_intervened", "ERROR_TOXIC":
      self = .contentFilter
    case "error", "ERROR", "network_error", "MALFORMED_FUNCTION_CALL",
      "insufficient_system_resource", "abort", "cancelled", "repetition_truncation":
      self = .error
    default: self = .other
    }
  }
}
