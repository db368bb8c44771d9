#if Proxy
  package import AdhereJudging
  package import AdhereRepair
  package import AdhereWire

  /// Everything that ``ProxyServer`` is told. A value: a reload makes another one.
  package struct ProxyConfiguration: Sendable {
    package var listen = SocketPlace(host: "127.0.0.1", port: 4010)
    /// Nil where there is no admin listener.
    package var admin: SocketPlace? = SocketPlace(host: "127.0.0.1", port: 4011)
    /// At least one; the first takes what no route names.
    package var upstreams: [UpstreamConfiguration] = []
    /// In the order in which they are tried.
    package var routes: [Route] = []
    package var policy = JudgingPolicy()
    package var limits = ProxyLimits()
    package var timeouts = ProxyTimeouts()
    package var retry = RetryPolicy(maximumHint: .seconds(5))
    package var store: StoreConfiguration?
    package var tls: ServerCertificate?
    /// Labels of clients, by the SHA-256 of their keys in small hexadecimal digits.
    package var clients: [String: String] = [:]
    /// Event loops; 0 takes one for each processor.
    package var loops = 0

    package init() {}

    /// One upstream.
    package init(upstream: UpstreamAddress, name: String) {
      upstreams = [UpstreamConfiguration(name: name, address: upstream)]
    }
  }

  /// An upstream as the configuration names it.
  package struct UpstreamConfiguration: Sendable, Equatable {
    /// The provider that answers are counted under.
    package var name: String
    package var address: UpstreamAddress
    /// Sent in place of the client's own authorization; nil passes that through.
    package var key: Secret?
    /// A file of certificates that are trusted in place of the system's.
    package var authorities: String?

    package init(
      name: String, address: UpstreamAddress, key: Secret? = nil, authorities: String? = nil
    ) {
      self.name = name
      self.address = address
      self.key = key
      self.authorities = authorities
    }
  }

  /// A secret. It shows in no description, dump or error.
  package struct Secret: Sendable, Equatable, CustomStringConvertible, CustomReflectable {
    let text: String
    /// Where it came from, as the configuration says it.
    package let source: String

    package init(_ text: String, source: String) {
      self.text = text
      self.source = source
    }

    package var description: String { "Secret(\(source))" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
  }

  /// Which upstreams a model's requests go to.
  package struct Route: Sendable, Equatable {
    /// A name, or the beginning of names with `*` at its end.
    package var model: String
    /// Names of upstreams: the first is asked, the others in turn where one fails before a byte.
    package var upstreams: [String]
    /// What is taken off the beginning of the model's name.
    package var strip: String

    package init(model: String, upstreams: [String], strip: String = "") {
      self.model = model
      self.upstreams = upstreams
      self.strip = strip
    }

    func takes(_ name: String) -> Bool {
      model.hasSuffix("*") ? name.hasPrefix(model.dropLast()) : name == model
    }
  }

  /// How answers are judged where a request does not say it, and how far a request may go.
  package struct JudgingPolicy: Sendable, Equatable {
    /// Permitted repairs; nil judges only.
    package var tier: Tier? = .safe
    package var allowed: [Rule] = []
    package var denied: [Rule] = []
    /// The highest tier that a request may ask for; nil permits it none.
    package var maximumTier: Tier? = .guess
    package var onFailure = FailureAction.pass
    /// Most requests that one answer may cost, and how many `reask` makes without a word on it.
    package var maximumAttempts = 5
    package var attempts = 3
    package var stream = StreamJudge.Mode.hold
    package var abortPolicy = AbortPolicy.arguments

    package init() {}

    /// The repairs that are permitted.
    var policy: Policy {
      var policy = Policy(tier: tier)
      for rule in allowed { policy.allow(rule) }
      // What is denied stays denied: of two wishes the narrower holds.
      for rule in denied { policy.deny(rule) }
      return policy
    }
  }

  /// What becomes of an answer that does not conform.
  package enum FailureAction: String, Sendable, CaseIterable {
    /// It is passed on as it came, with its outcome beside it.
    case pass
    /// The client gets an error, status 422, which SDKs do not try again.
    case error
    /// It is asked for again, with what is wrong with it.
    case reask
  }

  /// Sizes and numbers that are not exceeded.
  package struct ProxyLimits: Sendable, Equatable {
    /// Bytes of a request that is judged.
    package var requestBytes = 64 << 20
    /// Bytes of an answer that is held to be judged.
    package var responseBytes = 64 << 20
    package var headerBytes = 64 << 10
    package var headerCount = 100
    /// Requests at once; one more gets status 503.
    package var concurrent = 10_000
    /// Idle connections that are kept to each upstream, by event loop.
    package var idleUpstreams = 256

    package init() {}
  }

  /// Seconds.
  package struct ProxyTimeouts: Sendable, Equatable {
    package var connect = 5.0
    package var firstByte = 600.0
    /// Between two pieces of an answer or a request, and for a client that does not read.
    package var gap = 120.0
    /// From the first byte of a request to the end of its headers.
    package var header = 10.0
    /// Of a client's connection between two requests.
    package var idle = 75.0
    /// Of an upstream's connection between two requests.
    package var upstreamIdle = 15.0
    /// Silence of a stream after which a comment is sent; 0 sends none.
    package var keepAlive = 15.0
    /// From SIGTERM until what still runs is ended.
    package var drain = 30.0

    package init() {}

    /// Often enough to look for what has run out.
    var tick: Double {
      let all =
        [connect, firstByte, gap, header, idle, upstreamIdle, drain]
        + (keepAlive > 0 ? [keepAlive] : [])
      return max(0.02, min(0.5, (all.min() ?? 1) / 5))
    }
  }

  /// Where traces and counts are kept.
  package struct StoreConfiguration: Sendable, Equatable {
    /// What an answer waits for.
    package enum Write: String, Sendable, CaseIterable {
      /// Nothing: traces are written after it.
      case after
      /// Its traces are written before it ends.
      case before
      /// Counts are written and no traces.
      case none
    }

    package var path: String
    package var write = Write.after
    package var maximumBytes: Int?

    package init(path: String, write: Write = .after, maximumBytes: Int? = nil) {
      self.path = path
      self.write = write
      self.maximumBytes = maximumBytes
    }
  }

  /// The files of the certificate that clients are shown.
  package struct ServerCertificate: Sendable, Equatable {
    package var certificate: String
    package var key: String

    package init(certificate: String, key: String) {
      self.certificate = certificate
      self.key = key
    }
  }
#endif
