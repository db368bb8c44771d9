#if Proxy
  import AdherePlatform
  import AdhereProviders
  import NIOCore
  import NIOSSL
  import Synchronization

  /// An upstream of one snapshot, with what TLS needs for it.
  final class Upstream: Sendable {
    let configuration: UpstreamConfiguration
    var name: String { configuration.name }
    var address: UpstreamAddress { configuration.address }
    /// Whether its API takes `plugins` in a request.
    let readsPlugins: Bool
    /// The value of `Host`.
    let hostHeader: String
    /// Nil for plain HTTP.
    let tls: NIOSSLContext?

    /// - Throws: where its certificates cannot be read.
    init(_ configuration: UpstreamConfiguration) throws {
      self.configuration = configuration
      readsPlugins = ProviderAddress.readsPlugins(host: configuration.address.host)
      hostHeader = configuration.address.hostHeader
      guard configuration.address.isTLS else {
        tls = nil
        return
      }
      var settings = TLSConfiguration.makeClientConfiguration()
      settings.minimumTLSVersion = .tlsv12
      settings.applicationProtocols = ["http/1.1"]
      if let file = configuration.authorities { settings.trustRoots = .file(file) }
      tls = try NIOSSLContext(configuration: settings)
    }

    /// The name for SNI and the certificate; nil where the host is an address.
    var serverName: String? {
      let host = address.host
      let isAddress = (try? SocketAddress(ipAddress: host, port: 0)) != nil
      return isAddress ? nil : host
    }
  }

  /// Why an upstream gave no answer, or not all of it.
  struct UpstreamFailure: Error {
    /// Words that metrics count by, and codes of errors.
    enum Kind: String {
      case connect = "upstream_unreachable"
      case closed = "upstream_closed"
      case timeout = "upstream_timeout"
      case invalid = "upstream_invalid_http"
    }

    var kind: Kind
    var message: String
    /// The connection had served a request before, and may have been ended meanwhile.
    var isStale = false
  }

  /// Takes what an upstream answers. Called on the event loop of the exchange.
  protocol UpstreamReceiver: AnyObject {
    func upstreamIsReady(_ connection: UpstreamConnection)
    func upstream(_ head: HTTPResponseParts.Head)
    func upstream(_ body: ByteBuffer)
    func upstreamEnded(_ trailers: HTTPResponseParts.Trailers?)
    /// What was read at once has been given.
    func upstreamPaused()
    func upstreamFailed(_ failure: UpstreamFailure)
    /// More of the request may be sent.
    func upstreamIsWritable()
    /// Whether more of the answer may be read.
    var takesUpstreamBytes: Bool { get }
  }
#endif
