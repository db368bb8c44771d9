/// What a provider's `finish_reason` means. More cases may be added. The word itself is kept beside
/// it: some providers write `stop` where calls were made, or where the output was cut off.
#if hasAttribute(nonexhaustive)
  @nonexhaustive
#endif
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

  /// Reads the words of the providers, in capitals or small letters: `eos`, `end_turn`, `STOP`,
  /// `max_tokens`, `tool_use`, `SAFETY`, `network_error` and others. Of a word behind another one
  /// and a colon the last counts. A word that no table has is read by what it names: a failure, a
  /// filter or refusal, a length or limit.
  public init(word: String) {
    // Nearly every answer ends with one of these.
    switch word {
    case "stop": self = .stop
    case "tool_calls": self = .toolCalls
    case "length": self = .length
    default: self.init(unusual: word)
    }
  }

  private init(unusual word: String) {
    var parts = word.split(separator: ":").map { FinishReason.folded($0) }.filter { !$0.isEmpty }
    if parts.isEmpty { parts = [FinishReason.folded(word[...])] }
    for part in parts.reversed() {
      if let known = FinishReason.known(part) {
        self = known
        return
      }
    }
    self = parts.reversed().lazy.compactMap(FinishReason.named).first ?? .other
  }

  private static func known(_ word: String) -> FinishReason? {
    switch word {
    case "stop", "eos", "eos_token", "stop_sequence", "end_turn", "complete", "completed",
      "pause_turn", "done":
      .stop
    case "length", "max_tokens", "max_output_tokens", "model_length",
      "model_context_window_exceeded", "error_limit":
      .length
    case "tool_calls", "function_call", "tool_use", "tool_call": .toolCalls
    case "content_filter", "safety", "sensitive", "refusal", "recitation", "prohibited_content",
      "blocklist", "spii", "content_filtered", "guardrail_intervened", "error_toxic":
      .contentFilter
    case "error", "network_error", "malformed_function_call", "unexpected_tool_call",
      "too_many_tool_calls", "insufficient_system_resource", "abort", "cancelled", "canceled",
      "timeout", "repetition_truncation":
      .error
    default: nil
    }
  }

  /// What an unknown word names.
  private static func named(_ word: String) -> FinishReason? {
    names.first { $0.1.contains { word.contains($0) } }?.0
  }

  private static let names: [(FinishReason, [String])] = [
    (.error, ["error", "fail", "malformed", "cancel", "abort", "timeout", "timed_out"]),
    (.contentFilter, ["filter", "safety", "refus", "prohibited", "blocked", "moderation"]),
    (.length, ["length", "max", "limit", "incomplete", "exceeded", "truncat"]),
  ]

  /// In small letters, with `_` for anything between them.
  private static func folded(_ word: Substring) -> String {
    var out: [UInt8] = []
    for byte in word.utf8 {
      switch byte {
      case 0x41...0x5A: out.append(byte | 0x20)
      case 0x61...0x7A, 0x30...0x39, 0x80...: out.append(byte)
      default: if !out.isEmpty, out.last != 0x5F { out.append(0x5F) }
      }
    }
    if out.last == 0x5F { out.removeLast() }
    return String(decoding: out, as: UTF8.self)
  }
}
