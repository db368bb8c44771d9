#if Client
  import AdhereClient
  import AdhereJudging
  import AdhereWire
  import Foundation
  import Testing

  /// The examples of the documentation, compiled; and what they do, against a server of our own.
  @Suite struct ClientDocumentationTests {
    struct Order: Decodable {
      var city: String
      var days: Int
    }

    /// An application's completion, as the manual has it.
    func asking(key: String, body: [UInt8]) async throws -> Order {
      let client = ProviderClient(.openai(key: APIKey(key)))
      let request = try ChatRequest(body)
      let reply = try await client.complete(request, attempts: 3)
      let order = try reply.decode(Order.self)
      return order
    }

    /// The same at together.ai.
    func together(key: String, body: [UInt8]) async throws -> Reply {
      let client = ProviderClient(.together(key: APIKey(key)))
      let request = try ChatRequest(body).setting(
        "model", "meta-llama/Llama-3.3-70B-Instruct-Turbo")
      let reply = try await client.complete(request, attempts: 3)
      return reply
    }

    /// The same at Fireworks AI.
    func fireworks(key: String, body: [UInt8]) async throws -> Reply {
      let client = ProviderClient(.fireworks(key: APIKey(key)))
      let request = try ChatRequest(body).setting(
        "model", "accounts/fireworks/models/llama-v3p3-70b-instruct")
      let reply = try await client.complete(request, attempts: 3)
      return reply
    }

    /// By the Messages API.
    func anthropic(key: String, request: ChatRequest) async throws -> Reply {
      let client = ProviderClient(.anthropic(key: APIKey(key)))
      let reply = try await client.complete(request, attempts: 3)
      return reply
    }

    /// By the Responses API.
    func responses(key: String, request: ChatRequest) async throws -> Reply {
      let client = ProviderClient(.openai(key: APIKey(key), api: .responses))
      let reply = try await client.complete(request, attempts: 3)
      return reply
    }

    @Test func `the page on migrating has the addresses`() throws {
      let here = URL(fileURLWithPath: #filePath)
      let root = here.deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
      let page = try String(
        contentsOf: root.appendingPathComponent("Sources/Adherence/Adherence.docc/Migrating.md"),
        encoding: .utf8)
      let key = APIKey("k")
      for provider in [
        Provider.openai(key: key), .together(key: key), .fireworks(key: key), .anthropic(key: key),
      ] {
        #expect(page.contains("`\(provider.baseURL)`"), "\(provider.name)")
      }
    }

    @Test func `the lines of the documentation are the compiled ones`() throws {
      let here = URL(fileURLWithPath: #filePath)
      let root = here.deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
      func withoutSpace(_ text: some StringProtocol) -> String {
        String(text.filter { !$0.isWhitespace })
      }
      let own = withoutSpace(try String(contentsOf: here, encoding: .utf8))
      for file in [
        "Sources/Adherence/Adherence.docc/Library.md",
        "Sources/AdhereClient/AdhereClient.docc/AdhereClient.md",
      ] {
        let text = try String(contentsOf: root.appendingPathComponent(file), encoding: .utf8)
        let shown = text.split(separator: "\n").map(withoutSpace).filter {
          $0.hasPrefix("let") && !$0.contains("myClient")
            && ($0.contains("lient") || $0.contains(".setting("))
        }
        #expect(shown.count >= 3)
        for line in shown { #expect(own.contains(line), "\(line)") }
      }
    }

    @Test(arguments: ["openai", "together", "fireworks"])
    func `the same request goes to each provider in its own form`(_ name: String) async throws {
      let server = try await Loopback([.body(ClientTests.good)])
      let key = APIKey("k")
      var provider: Provider =
        switch name {
        case "openai": .openai(key: key)
        case "together": .together(key: key)
        default: .fireworks(key: key)
        }
      provider.baseURL = server.url
      let reply = try await ProviderClient(provider).complete(
        ChatRequest(Array(ClientTests.request.utf8)).setting("model", "m"), attempts: 3)
      let order = try reply.decode(Order.self)
      #expect(order.city == "Paris" && order.days == 1)
      #expect(String(decoding: server.requests[0].body, as: UTF8.self).contains(#""model":"m""#))
      await server.stop()
    }
  }
#endif
