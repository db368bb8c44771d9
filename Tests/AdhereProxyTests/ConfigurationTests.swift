#if Proxy
  import AdhereWire
  import AdhereProxy
  import Testing

  @Suite struct ConfigurationTests {
    private func parse(
      _ text: String, environment: [String: String] = [:]
    ) throws(ConfigurationError) -> ProxyConfiguration {
      try ConfigurationFile.parse(Array(text.utf8), name: "p.json") { environment[$0] }
    }

    private func fault(_ text: String) -> String {
      do throws(ConfigurationError) {
        _ = try parse(text, environment: ["TWO": "sk-1\nsk-2\n"])
        return "none"
      } catch {
        return error.message
      }
    }

    @Test func `comments and trailing commas are read`() throws {
      let configuration = try parse(
        """
        // Ours.
        {
          "listen": "0.0.0.0:4010", /* all of them */
          "upstreams": [
            {"name": "together", "key": {"env": "KEY"},},  // no url: it is known
            {"name": "fw", "url": "https://api.fireworks.ai/inference/v1"},
          ],
          "routes": [{"model": "fw/*", "to": ["fw", "together"], "strip": "fw/"}],
          "policy": {"repair": "lossless", "onFailure": "reask", "deny": ["trailing-comma"]},
          "limits": {"concurrent": 7},
          "timeouts": {"gap": 1.5},
          "clients": [
            {"label": "a", "sha256": "9317152C7CE9662AFD2DEB4078472692A4D84040D09F9C3D2B2D3688F057C7DE"},
          ],
        }
        """, environment: ["KEY": "sk-1\n"])
      #expect(configuration.listen == SocketPlace(host: "0.0.0.0", port: 4010))
      #expect(configuration.upstreams.map(\.name) == ["together", "fw"])
      #expect(configuration.upstreams[0].key == Secret("sk-1", source: "env KEY"))
      #expect(configuration.upstreams[0].address.host == "api.together.xyz")
      #expect(
        configuration.routes == [Route(model: "fw/*", upstreams: ["fw", "together"], strip: "fw/")])
      #expect(configuration.policy.onFailure == .reask)
      #expect(configuration.limits.concurrent == 7)
      #expect(configuration.timeouts.gap == 1.5)
      #expect(
        configuration.clients == [
          "9317152c7ce9662afd2deb4078472692a4d84040d09f9c3d2b2d3688f057c7de": "a"
        ])
      #expect("\(configuration)".contains("sk-1") == false)
    }

    @Test(arguments: [
      ("{\n  // a comment\n  \"listen\": 5}", "p.json:3:13: /listen: "),
      ("{\"upstreams\": [\n{\"name\": \"x\",},],}", "p.json:2:1: \"x\" is no provider"),
      ("{\"a\": 1}", "p.json:1:"), ("{\"listen\": \"x:1\" \"admin\": 1}", "p.json:1:18: not JSON"),
      ("{\"upstreams\":[{\"name\":\"x\",\"url\":\"http://u:p@h/v1\"}]}", "without a key"),
      (
        "{\"upstreams\":[{\"name\":\"x\",\"url\":\"http://h\",\"key\":{\"env\":\"NO\"}}]}",
        "has no NO"
      ),
      (
        "{\"upstreams\":[{\"name\":\"x\",\"url\":\"http://h\",\"key\":{\"env\":\"TWO\"}}]}",
        "holds no key that a header can take"
      ),
      (
        "{\"upstreams\":[{\"name\":\"x\",\"url\":\"http://h\",\"key\":\"sk-1\"}]}",
        "/upstreams/0/key"
      ),
      ("{\"routes\":[{\"model\":\"*\",\"to\":[\"y\"]}]}", "there is no upstream \"y\""),
      ("{\"listen\":\"a:1\",\"listen\":\"b:2\"}", "twice"), ("", "not JSON"), ("[]", "p.json:1:1"),
      ("{\"policy\":{\"deny\":[\"no-such\"]}}", "p.json:1:20: there is no such rule"),
    ]) func `mistakes are named with their place`(text: String, wanted: String) {
      let fault = fault(text)
      #expect(fault.contains(wanted), "\(fault)")
      #expect(!fault.contains("sk-1"))
    }

    @Test(arguments: [
      ("https://api.together.xyz/v1", "/v1/chat/completions", "/v1/chat/completions"),
      ("https://api.together.xyz/v1", "/chat/completions?a=b", "/v1/chat/completions?a=b"),
      ("https://api.fireworks.ai/inference/v1", "/v1/models", "/inference/v1/models"),
      ("https://api.fireworks.ai/inference/v1/", "/inference/v1/models", "/inference/v1/models"),
      ("http://h:8000", "/v1/x", "/v1/x"), ("http://h/base", "/v1x", "/base/v1x"),
      ("http://h/v1", "/v1", "/v1"), ("http://h/v1", "/v1beta/x", "/v1/v1beta/x"),
    ]) func `paths go to where the upstream has them`(url: String, uri: String, wanted: String) {
      #expect(UpstreamAddress(url)?.target(uri) == wanted)
    }

    @Test(arguments: [
      "h", "ftp://h", "http://", "http://u@h", "http://h?x", "http://h:0", "http://h:99999",
      "http://h x",
      "http://:80",
    ]) func `what is no address is none`(text: String) {
      #expect(UpstreamAddress(text) == nil)
    }

    @Test(arguments: [
      ("POST", "/v1/chat/completions", Endpoint.completion(.chat)),
      ("POST", "/chat/completions?x", .completion(.chat)),
      ("POST", "/openai/deployments/d/chat/completions?api-version=1", .completion(.chat)),
      ("POST", "/openai/responses?api-version=1", .completion(.responses)),
      ("POST", "/openai/v1/responses", .completion(.responses)),
      ("POST", "/openai/threads/t/messages", .other), ("POST", "/threads/t/messages", .other),
      ("POST", "/v1/conversations/c/responses", .other),
      ("GET", "/v1/chat/completions", .other), ("POST", "/v1/responses", .completion(.responses)),
      ("POST", "/v1/responses/r/cancel", .other), ("POST", "/v1/messages", .completion(.messages)),
      ("POST", "/v1/messages/count_tokens", .other), ("POST", "/v1/threads/t/messages", .other),
      ("POST", "/adhere/v1/judge", .judge), ("POST", "/v1/completions", .other),
      ("POST", "/v1//chat/completions//", .completion(.chat)), ("POST", "completions", .other),
      ("POST", "/v1/embeddings", .embeddings), ("POST", "/v1/rerank?x=1", .rerank),
      ("POST", "/v1/files/rerank", .other), ("GET", "/v1/embeddings", .other),
      ("POST", "/beta/litellm_basic_guardrail_api", .guardrail),
    ]) func `paths say what a request is for`(method: String, uri: String, wanted: Endpoint) {
      #expect(Endpoint(method: method, uri: uri) == wanted)
    }

    @Test(arguments: [
      ("127.0.0.1:0", SocketPlace(host: "127.0.0.1", port: 0)),
      ("[::1]:80", SocketPlace(host: "::1", port: 80)), ("::1:80", nil), ("x", nil), (":1", nil),
      ("h:65536", nil), ("h:-1", nil),
    ]) func `places are read`(text: String, wanted: SocketPlace?) {
      #expect(SocketPlace(text) == wanted)
    }
  }
#endif
