#if Proxy
  import AdherePlatform
  import AdhereProxy
  import AdhereTestSupport
  import NIOSSL
  import Testing

  @Suite(.serialized) struct OperationTests {
    @Test func `the admin listener shows health, counts, the report and traces`() throws {
      let proxy = try ProxyHarness([.answer(Samples.broken)])
      let answer = try proxy.post(Samples.request)
      let trace = try #require(answer.header("adhere-trace"))
      #expect(try proxy.admin("/healthz").text == "ok\n")
      #expect(try proxy.admin("/readyz").status == 200)
      let metrics = try proxy.admin("/metrics").text
      #expect(metrics.contains(#"adhere_outputs_total{provider="played""#))
      #expect(metrics.contains(#"adhere_proxy_requests_total{kind="judged"} 1"#))
      #expect(try proxy.admin("/report").text.contains("<html"))
      #expect(
        eventually { (try? proxy.admin("/traces/\(trace)").status) == 200 })
      #expect(try proxy.admin("/traces/\(trace)").text.contains(#""outcome":"repaired""#))
      #expect(try proxy.admin("/traces/none").status == 404)
      #expect(try proxy.admin("/x").status == 404)
    }

    @Test func `a key stands in no page and no line`() throws {
      let key = "sk-upstream-0123456789abcdef"
      let proxy = try ProxyHarness([.answer(Samples.broken), [.close]]) {
        $0.upstreams[0].key = Secret(key, source: "env KEY")
      }
      let answers = [
        try proxy.post(
          Samples.request, "/v1/chat/completions", "authorization: Bearer sk-mine-0123456789"),
        try proxy.post(Samples.request),
      ]
      #expect(proxy.upstream.requests.first?.header("authorization") == "Bearer \(key)")
      var all = proxy.log.all.joined() + answers.map { "\($0)" }.joined()
      for page in [
        "/config", "/metrics", "/report", "/traces/\(answers[0].header("adhere-trace") ?? "")",
      ] {
        all += try proxy.admin(page).text
      }
      #expect(!all.contains(key))
      #expect(!all.contains("sk-mine"))
      #expect(try proxy.admin("/config").text.contains(#""key":"env KEY""#))
    }

    @Test func `another configuration is taken into use while requests run`() throws {
      let proxy = try ProxyHarness([
        [.wait(200)] + .answer(Samples.hopeless), .answer(Samples.hopeless),
      ])
      let running = try proxy.client()
      running.post("/v1/chat/completions", Samples.request)
      #expect(eventually { proxy.upstream.requests.count == 1 })
      var next = try ProxyHarness.configuration(proxy.upstream.url)
      next.policy.onFailure = .error
      try proxy.server.reload(next)
      #expect(try running.answer().status == 200)
      #expect(try proxy.post(Samples.request).status == 422)
    }

    @Test func `the end waits for what runs, and no longer than it may`() throws {
      let proxy = try ProxyHarness([
        [.wait(200)] + .answer(Samples.good), .stream([Samples.goodCall[0]], ends: false) + [.hang],
      ])
      let first = try proxy.client()
      first.post("/v1/chat/completions", Samples.request)
      #expect(eventually { proxy.upstream.requests.count == 1 })
      let second = try proxy.client()
      second.post("/v1/chat/completions", Samples.streamed)
      try second.read(until: "role")
      let server = proxy.server
      let thread = Thread { server.stop() }
      let answer = try first.answer()
      #expect(answer.text == Samples.good)
      #expect(answer.header("connection") == "close")
      // Nobody is accepted any more.
      #expect(eventually { (try? proxy.client()) == nil })
      let rest = String(decoding: try second.rest(), as: UTF8.self)
      #expect(rest.contains("server_stopping"))
      thread.join()
    }

    @Test func `an upstream is reached over TLS, by who is trusted alone`() throws {
      let file = "/tmp/adhere-proxy-\(getpid()).pem"
      try AtomicFile.write(Array(TestCertificate.certificate.utf8), to: file)
      defer { unlink(file) }
      let upstream = try PlayedUpstream([.answer(Samples.good)], tls: Certificate.context())
      let proxy = try ProxyHarness([]) {
        $0.upstreams[0].address.isTLS = true
        $0.upstreams[0].address.port = upstream.port
        $0.upstreams[0].address.host = "localhost"
        $0.upstreams[0].authorities = file
      }
      #expect(try proxy.post(Samples.request).text == Samples.good)
      #expect(try proxy.post(Samples.request).text == Samples.good)
      #expect(upstream.connections == 1)
      let strict = try ProxyHarness([]) {
        $0.upstreams[0].address.isTLS = true
        $0.upstreams[0].address.port = upstream.port
      }
      let refused = try strict.post(Samples.request)
      #expect(refused.status == 502)
      #expect(refused.text.contains("TLS"))
    }
  }

  /// The certificate of tests, for a server.
  enum Certificate {
    static func context() throws -> NIOSSLContext {
      let certificate = try NIOSSLCertificate(
        bytes: Array(TestCertificate.certificate.utf8), format: .pem)
      return try NIOSSLContext(
        configuration: .makeServerConfiguration(
          certificateChain: [.certificate(certificate)],
          privateKey: .privateKey(
            NIOSSLPrivateKey(
              bytes: Array(TestCertificate.key.utf8), format: .pem))))
    }
  }
#endif
