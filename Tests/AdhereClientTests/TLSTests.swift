#if Client
  import AdhereClient
  import AdhereJudging
  import AdhereTestSupport
  import AsyncHTTPClient
  import AdhereWire
  import NIOSSL
  import Testing

  /// Over TLS, with a certificate that nobody else trusts.
  @Suite struct TLSTests {
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

    @Test func `an answer comes over TLS, and only from who is trusted`() async throws {
      let server = try await Loopback([.stream(ClientTests.streamed)], tls: Self.context())
      let url = server.url.replacing("http://127.0.0.1", with: "https://localhost")
      let request = try ChatRequest(Array(ClientTests.request.utf8))

      var tls = TLSConfiguration.makeClientConfiguration()
      tls.trustRoots = .certificates([
        try NIOSSLCertificate(bytes: Array(TestCertificate.certificate.utf8), format: .pem)
      ])
      let http = HTTPClient(
        eventLoopGroupProvider: .singleton,
        configuration: HTTPClient.Configuration(tlsConfiguration: tls))
      var outcome: Outcome?
      for try await event in try await ProviderClient(.custom(url, key: nil), http: http).stream(
        request)
      {
        if case .finished(let reply) = event { outcome = reply.outcome }
      }
      #expect(outcome == .valid)
      try await http.shutdown()

      var provider = Provider.custom(url, key: nil)
      provider.retry.retries = 0
      await #expect(throws: ClientError.self) {
        _ = try await ProviderClient(provider).complete(request)
      }
      await server.stop()
    }
  }
#endif
