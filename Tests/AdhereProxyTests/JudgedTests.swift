#if Proxy
  import AdhereRepair
  import AdherePlatform
  import AdhereProxy
  import AdhereWire
  import Testing

  @Suite(.serialized) struct JudgedTests {
    // MARK: - Whole answers

    @Test func `an answer that conforms passes byte for byte`() throws {
      let proxy = try ProxyHarness([.answer(Samples.good, "x-request-id: r1")])
      let answer = try proxy.post(Samples.request)
      #expect(answer.status == 200)
      #expect(answer.text == Samples.good)
      #expect(answer.header("adhere-outcome") == "valid")
      #expect(answer.header("adhere-attempts") == "1")
      #expect(answer.header("adhere-trace")?.count == 26)
      #expect(answer.header("server-timing")?.hasPrefix("adhere;dur=") == true)
      #expect(answer.header("x-request-id") == "r1")
    }

    @Test func `the request arrives as it was sent, with the client's key`() throws {
      let proxy = try ProxyHarness([.answer(Samples.good)])
      _ = try proxy.post(
        Samples.request, "/v1/chat/completions?x=1", "adhere-repair: safe", "x-own: y",
        "accept-encoding: gzip, br", "connection: x-hop", "x-hop: z")
      let request = try #require(proxy.upstream.requests.first)
      #expect(String(decoding: request.body, as: UTF8.self) == Samples.request)
      #expect(request.uri == "/v1/chat/completions?x=1")
      #expect(request.header("authorization") == "Bearer sk-client")
      #expect(request.header("accept-encoding") == "identity")
      #expect(request.header("x-own") == "y")
      #expect(request.header("x-hop") == nil)
      #expect(request.header("host") == "127.0.0.1:\(proxy.upstream.port)")
      #expect(!request.headers.contains { $0.0.lowercased().hasPrefix("adhere-") })
    }

    @Test func `a repair changes its bytes and no others`() throws {
      let proxy = try ProxyHarness([.answer(Samples.broken, "etag: x")])
      let answer = try proxy.post(Samples.request)
      #expect(answer.text == Samples.mended)
      #expect(answer.header("adhere-outcome") == "repaired")
      #expect(answer.header("adhere-repairs")?.contains("rules=\"") == true)
      #expect(answer.header("content-length") == "\(Samples.mended.utf8.count)")
      #expect(answer.header("etag") == nil)
    }

    @Test func `settings come by header and by plugin, and are limited`() throws {
      let proxy = try ProxyHarness([.answer(Samples.broken)]) { $0.policy.maximumTier = .lossless }
      let none = try proxy.post(Samples.request, "/v1/chat/completions", "adhere-repair: none")
      #expect(none.text == Samples.broken)
      #expect(
        none.header("adhere-outcome") == "invalid" || none.header("adhere-outcome") == "unreadable")
      let most = try proxy.post(Samples.request, "/v1/chat/completions", "adhere-repair: guess")
      #expect(most.header("adhere-limited") == "repair")
      let plugin =
        #"{"plugins":[{"id":"web"},{"id":"response-healing","repair":"none"}],"#
        + Samples.request.dropFirst()
      #expect(try proxy.post(plugin).text == Samples.broken)
      let sent = try #require(proxy.upstream.requests.last)
      #expect(
        String(decoding: sent.body, as: UTF8.self)
          == #"{"plugins":[{"id":"web"}],"# + Samples.request.dropFirst())
      let off =
        #"{"plugins":[{"id":"response-healing","enabled":false}],"# + Samples.request.dropFirst()
      #expect(try proxy.post(off).text == Samples.broken)
    }

    @Test(arguments: ["adhere-repair: most", "adhere-unknown: x", "adhere-attempts: 0"])
    func `a setting that is not known is refused`(header: String) throws {
      let proxy = try ProxyHarness([.answer(Samples.good)])
      let answer = try proxy.post(Samples.request, "/v1/chat/completions", header)
      #expect(answer.status == 400)
      #expect(answer.text.contains(#""code":"bad_setting""#))
      #expect(proxy.upstream.requests.isEmpty)
    }

    @Test func `an answer that does not conform passes, or is an error, or is asked for again`()
      throws
    {
      let proxy = try ProxyHarness([
        .answer(Samples.hopeless), .answer(Samples.hopeless), .answer(Samples.hopeless),
        .answer(Samples.good),
      ])
      let passed = try proxy.post(Samples.request)
      #expect(passed.status == 200)
      #expect(passed.text == Samples.hopeless)
      #expect(passed.header("adhere-outcome") == "invalid")
      let failed = try proxy.post(
        Samples.request, "/v1/chat/completions", "adhere-on-failure: error")
      #expect(failed.status == 422)
      #expect(failed.text.contains(#""type":"adhere_invalid_output""#))
      #expect(failed.text.contains(#""code":"invalid""#))
      let again = try proxy.post(
        Samples.request, "/v1/chat/completions", "adhere-on-failure: reask")
      #expect(again.text == Samples.good)
      #expect(again.header("adhere-attempts") == "2")
      let body = String(decoding: proxy.upstream.requests.last?.body ?? [], as: UTF8.self)
      #expect(body.contains("does not conform to what was asked"))
    }

    @Test func `a compressed answer passes undisturbed and is said to be unchecked`() throws {
      let proxy = try ProxyHarness([.answer("\u{1F}not really gzip", "content-encoding: gzip")])
      let answer = try proxy.post(Samples.request)
      #expect(answer.text == "\u{1F}not really gzip")
      #expect(answer.header("content-encoding") == "gzip")
      #expect(answer.header("adhere-outcome") == "unchecked")
      #expect(answer.header("adhere-unchecked") == "response_encoding")
      let metrics = try proxy.admin("/metrics").text
      #expect(metrics.contains(#"adhere_proxy_unchecked_total{reason="response_encoding"} 1"#))
    }

    @Test func `an answer beyond the limit passes undisturbed and is said to be unchecked`() throws
    {
      let long = String(repeating: "x", count: 5000)
      let proxy = try ProxyHarness([.answer(long)]) { $0.limits.responseBytes = 2000 }
      let answer = try proxy.post(Samples.request)
      #expect(answer.text == long)
      #expect(answer.header("adhere-unchecked") == "response_too_long")
    }

    @Test func `a request that cannot be read goes on as it came`() throws {
      let proxy = try ProxyHarness([.answer(#"{"error":{}}"#, status: "400 Bad Request")])
      let answer = try proxy.post(#"{"model": oops"#)
      #expect(answer.status == 400)
      #expect(answer.text == #"{"error":{}}"#)
      #expect(answer.header("adhere-unchecked") == "request_unread")
      #expect(proxy.upstream.requests.first?.body == Array(#"{"model": oops"#.utf8))
    }

    @Test func `the provider's error passes`() throws {
      let body = #"{"error":{"message":"no","type":"invalid_request_error","code":null}}"#
      let proxy = try ProxyHarness([.answer(body, status: "401 Unauthorized", "x-a: b")])
      let answer = try proxy.post(Samples.request)
      #expect(answer.status == 401)
      #expect(answer.text == body)
      #expect(answer.header("adhere-outcome") == "error")
    }

    // MARK: - Streams

    @Test func `a stream that conforms passes byte for byte`() throws {
      let proxy = try ProxyHarness([.stream(Samples.goodCall)])
      let answer = try proxy.post(Samples.streamed)
      #expect(answer.text == Samples.goodCall.joined())
      #expect(answer.header("content-type") == "text/event-stream")
      #expect(answer.header("adhere-trace") != nil)
    }

    @Test func `a streamed call is repaired`() throws {
      let proxy = try ProxyHarness([.stream(Samples.brokenCall)])
      let answer = try proxy.post(Samples.streamed)
      #expect(answer.text.contains(#"{\"city\":"#))
      #expect(!answer.text.contains("'"))
      #expect(answer.text.hasSuffix("data: [DONE]\n\n"))
    }

    @Test func `text passes at once, and structure passes at once where that is wanted`() throws {
      let events = Samples.call([#"{'city':"#, #" 'Paris',}"#], text: "Hello there.")
      let proxy = try ProxyHarness([.stream(events, ends: false) + [.hang]])
      let client = try proxy.client()
      client.post("/v1/chat/completions", Samples.streamed)
      let begun = String(decoding: try client.read(until: "Hello there."), as: UTF8.self)
      #expect(!begun.contains("'city'"))
      let through = try proxy.client()
      through.post("/v1/chat/completions", Samples.streamed, "adhere-stream: through")
      try through.read(until: "'Paris'")
    }

    @Test func `a streamed answer that does not conform is an error where that is wanted`() throws {
      let proxy = try ProxyHarness([
        .stream(Samples.hopelessCall),
        .stream(Samples.call([#"{\"days\":"#, #" 3}"#], text: "Look:")),
      ])
      let whole = try proxy.post(
        Samples.streamed, "/v1/chat/completions", "adhere-on-failure: error")
      #expect(whole.status == 422)
      // Text was delivered: the error is the last event.
      let begun = try proxy.post(
        Samples.streamed, "/v1/chat/completions", "adhere-on-failure: error")
      #expect(begun.status == 200)
      #expect(begun.text.contains("Look:"))
      #expect(begun.text.contains("adhere_invalid_output"))
      #expect(!begun.text.contains("[DONE]"))
    }

    @Test func `a streamed answer is asked for again while nothing was delivered`() throws {
      let proxy = try ProxyHarness([.stream(Samples.hopelessCall), .stream(Samples.goodCall)])
      let answer = try proxy.post(
        Samples.streamed, "/v1/chat/completions", "adhere-on-failure: reask")
      #expect(answer.text == Samples.goodCall.joined())
      #expect(proxy.upstream.requests.count == 2)
      #expect(answer.header("adhere-attempts") == "2")
    }

    @Test func `a stream that cannot conform any more is given up, and its upstream left`() throws {
      let proxy = try ProxyHarness([
        .stream(Array(Samples.call([#"{\"city\": 7"#, #", \"x\": 1"#]).dropLast(2)), ends: false)
          + [.hang]
      ]) { $0.policy.tier = nil }
      let answer = try proxy.post(Samples.streamed)
      #expect(answer.text.contains("adhere_abort"))
      #expect(eventually { proxy.upstream.closed.count == 1 })
      #expect(try proxy.admin("/metrics").text.contains("adhere_stream_aborts_total{"))
    }

    @Test func `a silent stream is kept alive by comments`() throws {
      let proxy = try ProxyHarness([[.wait(400)] + .stream(Samples.goodCall)]) {
        $0.timeouts.keepAlive = 0.1
      }
      let answer = try proxy.post(Samples.streamed)
      #expect(answer.status == 200)
      #expect(answer.text.hasPrefix(":\n:\n"))
      let events = answer.text.drop { $0 == ":" || $0 == "\n" }
      #expect(String(events) == Samples.goodCall.joined())
    }

    @Test func `an error after the stream was begun to keep it alive is an event`() throws {
      let body = #"{"error":{"message":"no","type":"server_error"}}"#
      let proxy = try ProxyHarness([[.wait(300)] + .answer(body, status: "500 Oops")]) {
        $0.timeouts.keepAlive = 0.1
      }
      let answer = try proxy.post(Samples.streamed)
      #expect(answer.status == 200)
      #expect(answer.text.hasSuffix("data: \(body)\n\n"))
    }

    @Test func `a record is judged without an upstream`() throws {
      let proxy = try ProxyHarness([])
      let answer = try proxy.post(
        #"{"id":7,"schema":{"type":"object"},"raw":"{'a': 1,}"}"#, "/adhere/v1/judge")
      #expect(answer.status == 200)
      #expect(answer.text.hasPrefix(#"{"id":7,"#))
      #expect(answer.text.contains(#""outcome":"repaired""#))
      let spread = try proxy.post(
        "{\r\n  \"schema\": {\"type\": \"object\"},\n  \"raw\": \"{'a': 1}\"\n}\n",
        "/adhere/v1/judge")
      #expect(spread.text.contains(#""value":{"a": 1}"#))
      // A line end in a string is no JSON, and is not made one.
      let torn = try proxy.post("{\"raw\": \"{'a': '\n'}\"}", "/adhere/v1/judge")
      #expect(torn.text.contains("the record is not JSON"))
      #expect(try proxy.post("", "/adhere/v1/judge").status == 400)
      #expect(try proxy.post("[", "/adhere/v1/judge").status == 200)
    }
  }

  /// Whether it comes true within two seconds.
  func eventually(_ condition: () -> Bool) -> Bool {
    for _ in 0..<200 {
      if condition() { return true }
      usleep(10_000)
    }
    return condition()
  }
#endif
