#if Proxy
  import AdherePlatform
  import NIOCore
  import NIOHTTP1
  import NIOPosix
  import NIOSSL

  /// The connections of one event loop to one upstream. Unchecked: it is used on its event loop
  /// alone.
  final class UpstreamPool: @unchecked Sendable {
    /// A connection that is being made.
    final class Attempt: @unchecked Sendable {
      fileprivate(set) var isCancelled = false
      /// The receiver has gone; a connection that comes about nevertheless is closed.
      func cancel() { isCancelled = true }
    }

    let upstream: Upstream
    private let eventLoop: any EventLoop
    /// Of a configuration that is no longer in use: connections end with their exchange.
    var isRetired = false
    private let limits: ProxyLimits
    private let timeouts: ProxyTimeouts
    /// The one that was used last stands last.
    private var idle: [UpstreamConnection] = []

    init(
      _ upstream: Upstream, _ eventLoop: any EventLoop, _ limits: ProxyLimits,
      _ timeouts: ProxyTimeouts
    ) {
      self.upstream = upstream
      self.eventLoop = eventLoop
      self.limits = limits
      self.timeouts = timeouts
    }

    /// Gives the receiver a connection: at once where one is idle.
    ///
    /// - Parameter isFresh: a new one, whatever is idle.
    func connect(_ receiver: any UpstreamReceiver, isFresh: Bool) -> Attempt {
      let attempt = Attempt()
      while !isFresh, let connection = idle.popLast() {
        guard connection.channel.isActive else { continue }
        connection.begin(receiver)
        receiver.upstreamIsReady(connection)
        return attempt
      }
      let bound = NIOLoopBound(receiver, eventLoop: eventLoop)
      open().whenComplete { [self] result in
        let receiver = bound.value
        switch result {
        case .success(let connection):
          guard !attempt.isCancelled else { return connection.abandon() }
          connection.begin(receiver)
          receiver.upstreamIsReady(connection)
        case .failure(let error):
          guard !attempt.isCancelled else { return }
          receiver.upstreamFailed(failure(error))
        }
      }
      return attempt
    }

    func give(back connection: UpstreamConnection) {
      guard !isRetired, idle.count < limits.idleUpstreams else {
        connection.channel.close(mode: .all, promise: nil)
        return
      }
      idle.append(connection)
    }

    func remove(_ connection: UpstreamConnection) {
      if let place = idle.lastIndex(where: { $0 === connection }) { idle.remove(at: place) }
    }

    /// Closes what has been idle for too long; the upstream would do it, in the middle of a request.
    func tick(_ now: Int) {
      let limit = Int(timeouts.upstreamIdle * 1e9)
      while let first = idle.first, now - first.idleSince > limit {
        idle.removeFirst()
        first.channel.close(mode: .all, promise: nil)
      }
    }

    func closeIdle() {
      let connections = idle
      idle = []
      for connection in connections { connection.channel.close(mode: .all, promise: nil) }
    }

    private func open() -> EventLoopFuture<UpstreamConnection> {
      let upstream = upstream
      let limits = limits
      var decoding = NIOHTTPDecoderLimitConfiguration()
      decoding.maxHeaderFieldSize = limits.headerBytes
      decoding.maxHeaderListSize = limits.headerBytes
      // Providers send more of them than clients do.
      decoding.maxHeaderFieldCount = max(limits.headerCount, 200)
      let answers = NIOLoopBound(AnswerDecoder(decoding), eventLoop: eventLoop)
      return ClientBootstrap(group: eventLoop)
        .connectTimeout(.nanoseconds(Int64(timeouts.connect * 1e9)))
        .channelOption(.tcpOption(.tcp_nodelay), value: 1)
        .channelOption(.autoRead, value: false)
        .channelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            if let tls = upstream.tls {
              try channel.pipeline.syncOperations.addHandler(
                NIOSSLClientHandler(context: tls, serverHostname: upstream.serverName))
            }
            try channel.pipeline.syncOperations.addHandler(ByteToMessageHandler(answers.value))
          }
        }
        .connect(host: upstream.address.host, port: upstream.address.port)
        .flatMapThrowing { [self] channel in
          let connection = UpstreamConnection(channel, self, answers.value)
          try channel.pipeline.syncOperations.addHandler(connection)
          channel.read()
          return connection
        }
    }

    private func failure(_ error: any Error) -> UpstreamFailure {
      if let error = error as? ChannelError, case .connectTimeout = error {
        return UpstreamFailure(
          kind: .timeout, message: "no connection to \(upstream.address) in time")
      }
      var reason = "the connection was refused or the name is not known"
      if error is NIOSSLError || error is BoringSSLError { reason = "TLS failed: \(error)" }
      return UpstreamFailure(
        kind: .connect, message: "no connection to \(upstream.address): \(reason)")
    }
  }
#endif
