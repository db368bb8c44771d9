/// Where the providers that are known by name have their APIs: up to and with the version, without a
/// slash at the end.
package enum ProviderAddress {
  package static let openai = "https://api.openai.com/v1"
  package static let anthropic = "https://api.anthropic.com/v1"
  package static let together = "https://api.together.xyz/v1"
  package static let fireworks = "https://api.fireworks.ai/inference/v1"

  /// By name, in small letters.
  package static let all = [
    "together": together, "fireworks": fireworks, "openai": openai, "anthropic": anthropic,
    "openrouter": "https://openrouter.ai/api/v1",
    "groq": "https://api.groq.com/openai/v1",
    "deepseek": "https://api.deepseek.com/v1",
    "mistral": "https://api.mistral.ai/v1",
    "ollama": "http://127.0.0.1:11434/v1",
    "vllm": "http://127.0.0.1:8000/v1",
  ]

  /// Domains of those whose own response healing reads `plugins`, which other APIs refuse.
  private static let readersOfPlugins = ["openrouter.ai", "orq.ai"]

  /// Whether the API of a host takes `plugins` in a request.
  package static func readsPlugins(host: String) -> Bool {
    readersOfPlugins.contains { host == $0 || host.hasSuffix(".\($0)") }
  }
}
