#if Proxy
  import AdherePlatform
  import AdhereProxy
  import AdhereWire
  import Testing

  @Suite(.serialized) struct FaultTests {
    // MARK: - The client leaves

    @Test(arguments: ["before", "whole", "stream", "pass"])
    func `a client that leaves closes the upstream at once`(when: String) throws {
      let begun: [PlayedUpstream.Step]
      switch when {
      case "before": begun = [.hang]
      case "whole":
        begun = [
          .write(
            Array(
              "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 999\r\n\r\n{"
                .utf8)
          ), .hang,
        ]
      case "pass":
        begun = [.write(Array("HTTP/1.1 200 OK\r\ncontent-length: 999\r\n\r\n{".utf8)), .hang]
      default: begun = .stream([Samples.goodCall[0]], ends: false) + [.hang]
      }
      let proxy = try ProxyHarness([begun])
      for round in 1...20 {
        let client = try proxy.client()
        client.post(
          when == "pass" ? "/v1/other" : "/v1/chat/completions",
          when == "stream" ? Samples.streamed : Samples.request)
        #expect(eventually { proxy.upstream.requests.count == round })
        if when == "stream" { try client.read(until: "role") }
        if when == "pass" { try client.read(until: "{") }
        let left = monotonic()
        client.close()
        #expect(eventually { proxy.upstream.closed.count == round })
        let took = (proxy.upstream.closed.last ?? .max) &- left
        // A guard against waiting; `.ci/check-proxy` measures, with the machine to itself.
        #expect(took < 1_000_000_000, "\(took) ns")
      }
      #expect(proxy.server.activeRequests == 0)
    }

    // MARK: - The upstream fails

    @Test func `what fails before a byte is tried again by the policy`() throws {
      let proxy = try ProxyHarness([
        .answer("{}", status: "503 Busy"), [.close], .answer(Samples.good),
      ]) { $0.retry.retries = 2 }
      let answer = try proxy.post(Samples.request)
      #expect(answer.text == Samples.good)
      #expect(proxy.upstream.requests.count == 3)
      let metrics = try proxy.admin("/metrics").text
      #expect(metrics.contains(#"adhere_upstream_retries_total{provider="played",reason="503"} 1"#))
    }

    @Test func `an upstream that always fails is given up`() throws {
      let proxy = try ProxyHarness([[.close]]) { $0.retry.retries = 2 }
      let answer = try proxy.post(Samples.request)
      #expect(answer.status == 502)
      #expect(answer.text.contains(#""code":"upstream_closed""#))
      #expect(proxy.upstream.requests.count == 3)
      let nobody = try ProxyHarness([]) {
        $0.upstreams[0].address.port = 1
        $0.retry.retries = 1
      }
      let refused = try nobody.post(Samples.request)
      #expect(refused.status == 502)
      #expect(refused.text.contains(#""code":"upstream_unreachable""#))
      #expect(try nobody.post("x", "/v1/other").status == 502)
    }

    @Test func `a stream that breaks ends with an error and without its mark`() throws {
      let begun = Array(Samples.goodCall.prefix(3))
      let proxy = try ProxyHarness([
        .stream(begun, ends: false) + [.wait(50), .close], .stream(Samples.goodCall),
      ]) { $0.retry.retries = 2 }
      let answer = try proxy.post(Samples.streamed)
      #expect(answer.text.contains("upstream_closed"))
      #expect(!answer.text.contains("[DONE]"))
      #expect(proxy.upstream.requests.count == 1)
      #expect(!answer.isCut)
    }

    @Test func `an answer with less than its length is no answer`() throws {
      let proxy = try ProxyHarness([
        [
          .write(
            Array(
              "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 999\r\n\r\n{"
                .utf8)
          ), .close,
        ]
      ])
      #expect(try proxy.post(Samples.request).status == 502)
    }

    @Test(arguments: ["HTTP/9 x\r\n\r\n", "\r\n\r\n", "garbage", "HTTP/1.1 200 OK\r\nx y\r\n\r\n"])
    func `an answer that is no HTTP is an error`(text: String) throws {
      let proxy = try ProxyHarness([[.write(Array(text.utf8)), .wait(100), .close]])
      #expect(try proxy.post(Samples.request).status == 502)
    }

    @Test func `a connection that was ended meanwhile is not held against anybody`() throws {
      // The upstream ends the connection right after its first answer, as the next request comes.
      let proxy = try ProxyHarness([
        .answer(Samples.good) + [.wait(20), .close], .answer(Samples.good),
      ])
      let client = try proxy.client()
      for _ in 0..<2 {
        client.post("/v1/chat/completions", Samples.request)
        #expect(try client.answer().text == Samples.good)
        usleep(20_000)
      }
    }

    @Test func `an upstream that does not answer in time is given up`() throws {
      let proxy = try ProxyHarness([[.hang]]) { $0.timeouts.firstByte = 0.2 }
      let answer = try proxy.post(Samples.request)
      #expect(answer.status == 504)
      #expect(eventually { proxy.upstream.closed.count == 1 })
      #expect(try proxy.post("x", "/v1/other").status == 504)
    }

    @Test func `a stream that stops for too long is ended`() throws {
      let proxy = try ProxyHarness([.stream([Samples.goodCall[0]], ends: false) + [.hang]]) {
        $0.timeouts.gap = 0.3
      }
      #expect(try proxy.post(Samples.streamed).text.contains("upstream_timeout"))
    }

    @Test func `the next upstream is asked where one fails`() throws {
      let other = try PlayedUpstream([.answer(Samples.good)])
      let proxy = try ProxyHarness([[.close]]) { configuration in
        guard let address = UpstreamAddress(other.url) else { return }
        configuration.upstreams.append(UpstreamConfiguration(name: "other", address: address))
        configuration.routes = [
          Route(model: "m*", upstreams: ["played", "other"], strip: "")
        ]
      }
      #expect(try proxy.post(Samples.request).text == Samples.good)
      #expect(other.requests.count == 1)
    }

    // MARK: - Hostile clients

    @Test(arguments: [
      "POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
      "POST /v1/x HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello",
      "POST /v1/x HTTP/1.1\r\nhost: x\r\ntransfer-encoding: gzip\r\n\r\nhello",
      "POST /v1/x HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
      "GET /v1/x HTTP/1.1\r\nhost : x\r\n\r\n", "nonsense\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}",
      "GET /v1/x HTTP/1.1\r\nhost: x\r\nx: a\u{0}b\r\n\r\n",
    ]) func `a request that could be read in two ways is refused`(text: String) throws {
      let proxy = try ProxyHarness([.answer("a")])
      let client = try proxy.client()
      client.send(text)
      let answer = String(decoding: try client.rest(), as: UTF8.self)
      #expect(answer.hasPrefix("HTTP/1.1 400"), "\(answer)")
      #expect(proxy.upstream.requests.isEmpty)
      // Others are served.
      let other = try proxy.client()
      other.send("GET /v1/x HTTP/1.1\r\nhost: x\r\n\r\n")
      #expect(try other.answer().text == "a")
    }

    @Test func `headers, bodies and requests at once are limited`() throws {
      let proxy = try ProxyHarness([[.hang]]) {
        $0.limits.headerBytes = 2000
        $0.limits.requestBytes = 2000
        $0.limits.concurrent = 1
      }
      let large = try proxy.client()
      large.send(
        "GET /v1/x HTTP/1.1\r\nhost: x\r\na: \(String(repeating: "x", count: 3000))\r\n\r\n")
      #expect(try large.answer().status == 431)
      #expect(try proxy.post(String(repeating: " ", count: 3000)).status == 413)
      let chunked = try proxy.client()
      chunked.send("POST /v1/messages HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n")
      chunked.send("bb8\r\n\(String(repeating: " ", count: 3000))\r\n")
      #expect(try chunked.answer().status == 413)
      chunked.close()
      #expect(eventually { proxy.server.activeRequests == 0 })
      let first = try proxy.client()
      first.post("/v1/chat/completions", Samples.request)
      #expect(eventually { proxy.server.activeRequests == 1 })
      let second = try proxy.post(Samples.request)
      #expect(second.status == 503)
      #expect(second.header("retry-after") == "1")
    }

    @Test func `slow headers, slow bodies and idle connections are closed`() throws {
      let proxy = try ProxyHarness([.answer("a")]) {
        $0.timeouts.header = 0.2
        $0.timeouts.idle = 0.6
        $0.timeouts.gap = 0.3
      }
      let slow = try proxy.client()
      slow.send("GET /v1/x HTT")
      let start = monotonic()
      #expect(try slow.rest().isEmpty)
      #expect(monotonic() - start < 550_000_000)
      let body = try proxy.client()
      body.send("POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n{")
      #expect(try body.answer().status == 408)
      #expect(try proxy.client().rest().isEmpty)
    }

    @Test func `a request that ends early leaves nothing behind`() throws {
      let proxy = try ProxyHarness([.answer("a")])
      let client = try proxy.client()
      client.send("POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-length: 900\r\n\r\n{")
      #expect(eventually { proxy.server.activeRequests == 1 })
      client.close()
      #expect(eventually { proxy.server.activeRequests == 0 })
    }
  }
#endif
