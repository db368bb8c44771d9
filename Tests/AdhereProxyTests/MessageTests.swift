#if Proxy
  import AdherePlatform
  import AdhereProxy
  import AdhereTestSupport
  import Testing

  /// What messages are made of: heads, bodies of every framing, trailers, and the account in them.
  @Suite(.serialized) struct MessageTests {
    @Test func `an answer to HEAD has the headers of a body, and the connection goes on`() throws {
      let head = "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\nx-own: 1\r\n\r\n"
      let sized = "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n"
      let proxy = try ProxyHarness([
        [.write(Array(head.utf8))], [.write(Array(sized.utf8))], .answer("a"),
      ])
      let client = try proxy.client()
      client.send("HEAD /v1/models HTTP/1.1\r\nhost: x\r\n\r\n")
      let first = String(decoding: try client.read(until: "\r\n\r\n"), as: UTF8.self)
      #expect(!first.lowercased().contains("transfer-encoding"))
      #expect(first.contains("x-own: 1"))
      client.send("HEAD /v1/models HTTP/1.1\r\nhost: x\r\n\r\n")
      let second = String(decoding: try client.read(until: "\r\n\r\n"), as: UTF8.self)
      #expect(second.lowercased().contains("content-length: 5"))
      client.send("GET /v1/models HTTP/1.1\r\nhost: x\r\n\r\n")
      #expect(try client.answer().text == "a")
    }

    @Test func `trailers come with judged answers, and go with judged requests`() throws {
      let body = Samples.good
      let answer =
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n"
        + String(decoding: [PlayedUpstream.Step].chunk(body), as: UTF8.self)
        + "0\r\nx-after: 1\r\nadhere-outcome: forged\r\n\r\n"
      let proxy = try ProxyHarness([[.write(Array(answer.utf8))]])
      let client = try proxy.client()
      client.send(
        "POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n"
          + String(decoding: [PlayedUpstream.Step].chunk(Samples.request), as: UTF8.self)
          + "0\r\nx-checksum: 7\r\n\r\n")
      let got = String(decoding: try client.read(until: "x-after: 1\r\n\r\n"), as: UTF8.self)
      #expect(got.contains(body))
      #expect(!got.contains("forged"))
      #expect(proxy.upstream.requests.first?.body == Array(Samples.request.utf8))
    }

    @Test func `no header of an upstream begins another answer`() throws {
      // What no parser lets through cannot be written either: see also NIO's own tests.
      let proxy = try ProxyHarness([
        .answer("{}", status: "200 OK", "x-bad: a\u{0}b"), .answer("{}"),
      ])
      let answer = try proxy.post("{}", "/v1/other")
      #expect(answer.status == 502 || answer.header("x-bad") == "a b")
    }

    @Test func `large bodies pass in every framing`() throws {
      let large = String(repeating: "0123456789abcdef", count: 20_000)
      let chunked =
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"
        + String(decoding: [PlayedUpstream.Step].chunk(large), as: UTF8.self) + "0\r\n\r\n"
      let proxy = try ProxyHarness([.answer(large), [.write(Array(chunked.utf8))]])
      for _ in 0..<2 {
        let client = try proxy.client()
        client.send(
          "POST /v1/x HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n"
            + String(decoding: [PlayedUpstream.Step].chunk(large), as: UTF8.self) + "0\r\n\r\n")
        #expect(try client.answer().text == large)
      }
      #expect(proxy.upstream.requests.allSatisfy { $0.body == Array(large.utf8) })
    }

    @Test func `what Connection names stays on its connection`() throws {
      let proxy = try ProxyHarness([
        .answer("{}", status: "200 OK", "connection: keep-alive, x-hop", "x-hop: 1", "x-stay: 1")
      ])
      let answer = try proxy.post(
        "{}", "/v1/other", "connection: keep-alive, X-Mine", "x-mine: 1", "x-yours: 1")
      #expect(answer.header("x-hop") == nil)
      #expect(answer.header("x-stay") == "1")
      let request = try #require(proxy.upstream.requests.first)
      #expect(request.header("x-mine") == nil)
      #expect(request.header("x-yours") == "1")
    }

    // MARK: - The account in the answer

    @Test func `the account stands in the answer where that is asked for`() throws {
      let proxy = try ProxyHarness([
        .answer(Samples.broken), .stream(Samples.brokenCall), .answer("[]"),
      ])
      let whole = try proxy.post(
        Samples.request, "/v1/chat/completions", "adhere-account: body")
      #expect(whole.text.contains(#","adhere":{"outcome":"repaired","attempts":1,"trace":""#))
      #expect(whole.text.hasPrefix(String(Samples.mended.dropLast())))
      let stream = try proxy.post(
        Samples.streamed, "/v1/chat/completions", "adhere-account: body"
      ).text
      let lines = stream.split(separator: "\n")
      let comment = try #require(lines.firstIndex { $0.hasPrefix(": adhere {") })
      let mark = try #require(lines.firstIndex { $0 == "data: [DONE]" })
      #expect(comment < mark)
      // One that is no object has no room for it.
      let other = try proxy.post(
        Samples.request, "/v1/chat/completions", "adhere-account: body")
      #expect(other.text == "[]")
      #expect(
        try proxy.post(Samples.request, "/v1/chat/completions", "adhere-account: x").status == 400)
    }

    // MARK: - Labels

    @Test func `answers are counted by client, and no more clients than are bounded`() throws {
      let proxy = try ProxyHarness([.answer(Samples.good)])
      for number in 0..<120 {
        _ = try proxy.post(
          Samples.request, "/v1/chat/completions", "adhere-label: c\(number)\"\\")
      }
      let lines = try proxy.admin("/metrics").text.split(separator: "\n")
        .filter { $0.hasPrefix("adhere_proxy_answers_total{") }
      #expect(lines.count == 101)
      #expect(lines.contains(#"adhere_proxy_answers_total{client="other",outcome="valid"} 20"#))
      #expect(lines.contains(#"adhere_proxy_answers_total{client="c0\"\\",outcome="valid"} 1"#))
    }

    @Test func `a client is known by the digest of its key`() throws {
      let proxy = try ProxyHarness([.answer(Samples.good)]) {
        // printf %s sk-client | sha256sum
        $0.clients["9317152c7ce9662afd2deb4078472692a4d84040d09f9c3d2b2d3688f057c7de"] = "search"
      }
      _ = try proxy.post(Samples.request)
      _ = try proxy.post(Samples.request, "/v1/chat/completions", "x-api-key: sk-other")
      let metrics = try proxy.admin("/metrics").text
      #expect(metrics.contains(#"adhere_proxy_answers_total{client="search",outcome="valid"} 1"#))
    }

    // MARK: - Digests

    @Test func `every conforming answer and every request arrives byte for byte`() throws {
      var state: UInt64 = 7
      func below(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % limit
      }
      func space() -> String { ["", " ", "\n", "\t ", "\r\n  "][below(5)] }
      var requests: [String] = []
      var answers: [String] = []
      for number in 0..<100 {
        let arguments =
          #"{\"city\":\#(space().isEmpty ? "" : " ")\"P\\u00e4ris \#(number)\",\"days\": \#(below(99))}"#
        answers.append(
          "{\(space())\"id\":\"c\(number)\",\(space())\"object\":\"chat.completion\",\"seed\":"
            + "1\(String(repeating: "0", count: 20))\(number),\"f\":1.50e+\(number % 9),"
            + #""choices":[{"index":0,"logprobs":null,"x":{"y":[1.0,-0]},"message":{"role":"assistant","content":null,"tool_calls":[{"id":"t","type":"function","function":{"name":"get_weather","arguments":""#
            + arguments + "\"}}]},\(space())\"finish_reason\":\"tool_calls\"}],"
            + "\"ünknown\":\"\\u0041\(number)\"\(space())}\(space())")
        requests.append(
          "{\(space())\"model\":\"m\",\"own_\(number)\":{\"a\":[1.0,2e3,\"\\ud83d\\ude00\"]},"
            + "\(space())\"messages\":[],\"seed\":123456789012345678901234,"
            + "\"a\":1,\"a\":2,\(Samples.tools)\(space())}")
      }
      let proxy = try ProxyHarness(answers.map { .answer($0) })
      for (request, answer) in zip(requests, answers) {
        let got = try proxy.post(request)
        #expect(got.text == answer)
        #expect(got.header("adhere-outcome") == "valid")
      }
      #expect(proxy.upstream.requests.map(\.body) == requests.map { Array($0.utf8) })
    }

    @Test func `an input of the Messages API that came as a string becomes an object`() throws {
      let answer =
        #"{"id":"m1","type":"message","role":"assistant","model":"m","content":[{"type":"tool_use","id":"t1","name":"get_weather","input":"{'city': 'P\"\u00e4', 'days': '3'}"}],"stop_reason":"tool_use","usage":{}}"#
      let proxy = try ProxyHarness([.answer(answer)])
      let got = try proxy.post(
        #"{"model":"m","max_tokens":9,"messages":[],"tools":[{"name":"get_weather","input_schema":{"type":"object","properties":{"city":{"type":"string"},"days":{"type":"integer"}},"required":["city"]}}]}"#,
        "/v1/messages")
      #expect(got.header("adhere-outcome") == "repaired")
      #expect(got.text.contains(#""input":{"city": "P\"ä", "days": 3}}"#), "\(got.text)")
    }

    // MARK: - The network

    @Test func `a name that nobody knows is an error that says so`() throws {
      let proxy = try ProxyHarness([]) {
        $0.upstreams[0].address = UpstreamAddress("http://nothing.invalid/v1")!
      }
      let answer = try proxy.post(Samples.request)
      #expect(answer.status == 502)
      #expect(answer.text.contains("upstream_unreachable"))
      #expect(answer.text.contains("nothing.invalid"))
    }

    @Test func `a client that does not read a judged stream stops its upstream`() throws {
      let word = String(repeating: "word ", count: 200_000)
      let text = Samples.chunk(#"{"content":""# + word + #""}"#)
      let proxy = try ProxyHarness([.stream(Array(repeating: text, count: 64))])
      let client = try proxy.client()
      client.post("/v1/chat/completions", Samples.streamed, "connection: close")
      usleep(500_000)
      let before = residentBytes()
      usleep(300_000)
      #expect(residentBytes() - before < 16 << 20)
      #expect(try client.rest(seconds: 10).count > 64 * word.utf8.count)
    }

    @Test func `a client that ends its sending half counts as gone`() throws {
      let proxy = try ProxyHarness([[.wait(100)] + .answer(Samples.good)])
      let client = try proxy.client()
      client.post("/v1/chat/completions", Samples.request)
      #expect(eventually { proxy.upstream.requests.count == 1 })
      shutdown(client.descriptor, Int32(SHUT_WR))
      #expect(eventually { proxy.upstream.closed.count == 1 })
    }

    @Test(arguments: [0, 1, 20, 60, 120, 200])
    func `an upstream that resets at any place is an error or a cut answer`(count: Int) throws {
      let text =
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n"
        + String(repeating: " ", count: 400)
      let part = Array(text.utf8.prefix(count))
      let proxy = try ProxyHarness([[.write(part), .close]])
      #expect(try proxy.post(Samples.request).status == 502)
      #expect(proxy.server.activeRequests == 0)
    }
  }
#endif
