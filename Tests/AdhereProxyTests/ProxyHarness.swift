#if Proxy
  import AdhereProxy
  import AdhereWire
  import Synchronization

  /// A proxy before a played upstream.
  final class ProxyHarness {
    let upstream: PlayedUpstream
    let server: ProxyServer
    let port: Int
    let adminPort: Int
    let log = Log()

    final class Log: Sendable {
      private let lines = Mutex<[String]>([])
      var all: [String] { lines.withLock { $0 } }
      func add(_ line: String) { lines.withLock { $0.append(line) } }
    }

    init(
      _ plays: [[PlayedUpstream.Step]], _ change: (inout ProxyConfiguration) -> Void = { _ in }
    ) throws {
      upstream = try PlayedUpstream(plays)
      var configuration = try ProxyHarness.configuration(upstream.url)
      change(&configuration)
      let log = log
      server = try ProxyServer(configuration) { log.add($0) }
      try server.start()
      port = server.place?.port ?? 0
      adminPort = server.adminPlace?.port ?? 0
    }

    static func configuration(_ url: String) throws -> ProxyConfiguration {
      guard let address = UpstreamAddress(url) else { throw RawClient.Failure.refused }
      var configuration = ProxyConfiguration(upstream: address, name: "played")
      configuration.listen = SocketPlace(host: "127.0.0.1", port: 0)
      configuration.admin = SocketPlace(host: "127.0.0.1", port: 0)
      configuration.retry = RetryPolicy(
        retries: 0, initialDelay: .milliseconds(10), maximumDelay: .milliseconds(20))
      configuration.timeouts.drain = 1
      configuration.loops = 1
      return configuration
    }

    func client() throws -> RawClient { try RawClient(port: port) }

    /// The answer to one request.
    func post(
      _ body: String, _ path: String = "/v1/chat/completions", _ headers: String...
    ) throws -> RawClient.Answer {
      let client = try client()
      let lines = headers.map { "\($0)\r\n" }.joined()
      client.send(
        "POST \(path) HTTP/1.1\r\nhost: x\r\nauthorization: Bearer sk-client\r\n\(lines)"
          + "content-length: \(body.utf8.count)\r\n\r\n\(body)")
      return try client.answer()
    }

    func admin(_ path: String) throws -> RawClient.Answer {
      let client = try RawClient(port: adminPort)
      client.send("GET \(path) HTTP/1.1\r\nhost: x\r\n\r\n")
      return try client.answer()
    }

    deinit { server.stop { true } }
  }
#endif
