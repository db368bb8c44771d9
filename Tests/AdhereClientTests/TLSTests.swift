#if Client
  import AdhereClient
  import AdhereJudging
  import AsyncHTTPClient
  import AdhereWire
  import NIOSSL
  import Testing

  /// Over TLS, with a certificate made for these tests: it is good for 127.0.0.1 and localhost,
  /// and trusted by nobody else.
  @Suite struct TLSTests {
    static let certificate = """
      -----BEGIN CERTIFICATE-----
      MIIBmjCCAUGgAwIBAgIUNFPMPxKyb7hE39rEBPKkVM0aXEAwCgYIKoZIzj0EAwIw
      FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTA2MDY1NloYDzIxMjYxMDI4
      MDYwNjU2WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
      PQMBBwNCAAT4lqoeDIlG2f3goTrMs+4Azn6EmPXbs1apd3bSXeKRuk/uUA7Ykm64
      RWxR2SZm++tKHzKtVGF1CEKJZ3FuPk84o28wbTAdBgNVHQ4EFgQUWbj6ayEc8za/
      BzmiOESfL3+kHtUwHwYDVR0jBBgwFoAUWbj6ayEc8za/BzmiOESfL3+kHtUwDwYD
      VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
      zj0EAwIDRwAwRAIgTTTJEk9dTUG00/bR8qmEGlYwqQgNIkxyHqWT9iGR0W8CICh0
      /IX1MRXc0GdecFWvi7f39aJyprbd7sXQMHCtuY0u
      -----END CERTIFICATE-----
      """
    static let key = """
      -----BEGIN PRIVATE KEY-----
      MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgc2AVVefJc9z83agK
      acBmMNc+YIMbG+iGcM9LfXarqHOhRANCAAT4lqoeDIlG2f3goTrMs+4Azn6EmPXb
      s1apd3bSXeKRuk/uUA7Ykm64RWxR2SZm++tKHzKtVGF1CEKJZ3FuPk84
      -----END PRIVATE KEY-----
      """

    static func context() throws -> NIOSSLContext {
      let certificate = try NIOSSLCertificate(bytes: Array(certificate.utf8), format: .pem)
      return try NIOSSLContext(
        configuration: .makeServerConfiguration(
          certificateChain: [.certificate(certificate)],
          privateKey: .privateKey(NIOSSLPrivateKey(bytes: Array(key.utf8), format: .pem))))
    }

    @Test func `an answer comes over TLS, and only from who is trusted`() async throws {
      let server = try await Loopback([.stream(ClientTests.streamed)], tls: Self.context())
      let url = server.url.replacing("http://127.0.0.1", with: "https://localhost")
      let request = try ChatRequest(Array(ClientTests.request.utf8))

      var tls = TLSConfiguration.makeClientConfiguration()
      tls.trustRoots = .certificates([
        try NIOSSLCertificate(bytes: Array(Self.certificate.utf8), format: .pem)
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
