import AdhereWire
import Testing

@Suite struct FinishReasonTests {
  static let words: [(word: String, reason: FinishReason)] = [
    ("stop", .stop), ("eos", .stop), ("length", .length), ("tool_calls", .toolCalls),
    ("function_call", .toolCalls), ("error", .error), ("eos_token", .stop),
    ("stop_sequence", .stop), ("end_turn", .stop), ("max_tokens", .length),
    ("tool_use", .toolCalls), ("COMPLETE", .stop), ("STOP", .stop), ("MAX_TOKENS", .length),
    ("SAFETY", .contentFilter), ("MALFORMED_FUNCTION_CALL", .error), ("network_error", .error),
    ("sensitive", .contentFilter), ("insufficient_system_resource", .error),
    ("content_filter", .contentFilter), ("whatever", .other),
    ("call_check: MALFORMED_FUNCTION_CALL", .error), ("content_filter: SPII", .contentFilter),
    ("Stop", .stop), ("content-filter", .contentFilter), ("IMAGE_SAFETY", .contentFilter),
    ("Max_New_Tokens", .length), ("context_length_exceeded", .length), ("incomplete", .length),
    ("request_failed", .error), ("Timeout", .error), ("canceled", .error),
    ("model_refused", .contentFilter), ("UNEXPECTED_TOOL_CALL", .error), ("", .other),
    ("ERROR_LIMIT", .length), ("finished: ok", .other),
  ]

  @Test(arguments: words.indices) func `the words of every provider`(_ index: Int) {
    #expect(FinishReason(word: Self.words[index].word) == Self.words[index].reason)
  }
}
