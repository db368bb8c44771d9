internal import AdhereJSON

/// What an answer cost, in tokens, whatever names its API has for it.
public struct TokenUsage: Sendable, Equatable {
  /// Tokens of the request (`prompt_tokens`, `input_tokens`).
  public var input: Int?
  /// Tokens of the answer (`completion_tokens`, `output_tokens`).
  public var output: Int?
  /// Tokens of the answer that were spent on reasoning.
  public var reasoning: Int?
  /// Tokens of the request that the provider had read before.
  public var cached: Int?

  /// Usage as its numbers, each nil where the provider does not say.
  public init(input: Int? = nil, output: Int? = nil, reasoning: Int? = nil, cached: Int? = nil) {
    self.input = input
    self.output = output
    self.reasoning = reasoning
    self.cached = cached
  }
}

extension ChatCompletion {
  /// ``usage`` as numbers; nil where the provider gave none.
  public var tokenUsage: TokenUsage? {
    guard let usage, let document = try? JSONDocument(usage, options: .anyDepth) else { return nil }
    return document.withTape { tape in
      guard tape.kind(0) == .object else { return nil }
      func detail(_ parts: [StaticString], _ name: StaticString) -> Int? {
        for part in parts {
          if let node = tape.field(part, of: 0), let value = tape.integer(name, of: node) {
            return value
          }
        }
        return nil
      }
      // Anthropic counts what it had read before, and what it kept, beside the rest.
      let apart = ["cache_read_input_tokens", "cache_creation_input_tokens"] as [StaticString]
      let input =
        tape.integer("prompt_tokens", of: 0) ?? tape.integer("promptTokenCount", of: 0)
        ?? tape.integer("input_tokens", of: 0).map { input in
          apart.reduce(input) { $0 &+ (tape.integer($1, of: 0) ?? 0) }
        }
      return TokenUsage(
        input: input,
        output: tape.integer("completion_tokens", of: 0) ?? tape.integer("output_tokens", of: 0)
          ?? tape.integer("candidatesTokenCount", of: 0),
        reasoning: detail(
          ["completion_tokens_details", "output_tokens_details"], "reasoning_tokens")
          ?? tape.integer("thoughtsTokenCount", of: 0),
        cached: detail(["prompt_tokens_details", "input_tokens_details"], "cached_tokens")
          ?? tape.integer("cache_read_input_tokens", of: 0)
          ?? tape.integer("cachedContentTokenCount", of: 0))
    }
  }
}
