#if Proxy
  import AdherePlatform
  import NIOCore
  import NIOHTTP1
  import NIOPosix
  import NIOSSL
  import Synchronization

  /// The proxy: listeners, event loops, and the snapshot of the configuration that is in use.
  ///
  ///     let server = try ProxyServer(configuration) { print($0) }
  ///     try server.start()
  ///     …
  ///     server.stop()
  package final class ProxyServer: @unchecked Sendable {
    private struct State {
      var snapshot: ProxySnapshot
      var isDraining = false
    }

    /// Nanoseconds in which what is on its way arrives.
    private static let grace = 250_000_000

    private let state: Mutex<State>
    private let active = Atomic<Int>(0)
    private let hasStopped = Atomic<Bool>(false)
    private let group: MultiThreadedEventLoopGroup
    /// The admin listener's own, so that a report stalls no answer.
    private let adminGroup: MultiThreadedEventLoopGroup
    private(set) var loops: [LoopState] = []
    /// Set before anybody else looks.
    private(set) var recorder: ProxyRecorder?
    private let log: @Sendable (String) -> Void
    private let certificate: Mutex<NIOSSLContext?>
    // Set by `start`, before anybody else looks.
    private var listener: (any Channel)?
    private var adminListener: (any Channel)?

    /// - Parameters:
    ///   - configuration: what to listen on, and where to.
    ///   - log: gets lines for the operator. They hold no key and nothing of a request.
    /// - Throws: where certificates or the store cannot be used.
    package init(
      _ configuration: ProxyConfiguration, log: @escaping @Sendable (String) -> Void
    ) throws {
      self.log = log
      state = Mutex(State(snapshot: try ProxySnapshot(configuration)))
      certificate = Mutex(try configuration.tls.map(ProxyServer.context))
      let count = configuration.loops > 0 ? configuration.loops : max(1, System.coreCount)
      let group = MultiThreadedEventLoopGroup(numberOfThreads: count)
      self.group = group
      adminGroup = MultiThreadedEventLoopGroup(numberOfThreads: 1)
      for eventLoop in group.makeIterator() { loops.append(LoopState(eventLoop, self)) }
      let counts = loops.map(\.counts)
      do {
        recorder = try ProxyRecorder(configuration.store, log: log) { counts }
      } catch {
        group.shutdownGracefully { _ in }
        adminGroup.shutdownGracefully { _ in }
        throw error
      }
    }

    var snapshot: ProxySnapshot { state.withLock { $0.snapshot } }
    var isDraining: Bool { state.withLock { $0.isDraining } }
    /// Requests that are served now.
    package var activeRequests: Int { active.load(ordering: .relaxed) }
    /// Whether every event loop has turned within so many seconds.
    package func isResponsive(within seconds: Double) -> Bool {
      let oldest = SystemClock.monotonic() - Int(seconds * 1e9)
      return loops.allSatisfy { $0.lastTick.load(ordering: .relaxed) >= oldest }
    }

    /// What happened to requests, on all event loops.
    var events: ProxyCounts {
      var sum = ProxyCounts()
      for loop in loops { sum += loop.counts.events }
      return sum
    }

    /// Counts a request in; false where as many are served as are permitted.
    func enter(limit: Int) -> Bool {
      let count = active.add(1, ordering: .relaxed).newValue
      if count <= limit { return true }
      active.subtract(1, ordering: .relaxed)
      return false
    }

    func leave() { active.subtract(1, ordering: .relaxed) }

    // MARK: - Listening

    /// Where it listens, once it does.
    package var place: SocketPlace? { listener.flatMap(ProxyServer.place) }
    package var adminPlace: SocketPlace? { adminListener.flatMap(ProxyServer.place) }

    private static func place(_ channel: any Channel) -> SocketPlace? {
      guard let address = channel.localAddress, let host = address.ipAddress,
        let port = address.port
      else { return nil }
      return SocketPlace(host: host, port: port)
    }

    /// Listens. When it returns, connections are accepted.
    ///
    /// - Throws: where a place cannot be listened on.
    package func start() throws {
      let configuration = snapshot.configuration
      let byLoop = Dictionary(
        uniqueKeysWithValues: loops.map { (ObjectIdentifier($0.eventLoop), $0) })
      listener = try bind(configuration.listen, group) { [unowned self] channel in
        guard let loop = byLoop[ObjectIdentifier(channel.eventLoop)] else { return }
        try addHandlers(channel, loop)
      }
      if let admin = configuration.admin {
        adminListener = try bind(admin, adminGroup) { [unowned self] channel in
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          try channel.pipeline.syncOperations.addHandler(AdminHandler(self))
        }
      }
      let tick = TimeAmount.nanoseconds(Int64(configuration.timeouts.tick * 1e9))
      for loop in loops {
        loop.eventLoop.scheduleRepeatedTask(initialDelay: tick, delay: tick) { _ in loop.tick() }
      }
    }

    private func bind(
      _ place: SocketPlace, _ group: MultiThreadedEventLoopGroup,
      _ initialize: @escaping @Sendable (any Channel) throws -> Void
    ) throws -> any Channel {
      do {
        return try ServerBootstrap(group: group)
          .serverChannelOption(.backlog, value: 1024)
          .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
          .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
          .childChannelOption(.autoRead, value: group === adminGroup)
          .childChannelInitializer { channel in
            channel.eventLoop.makeCompletedFuture { try initialize(channel) }
          }
          .bind(host: place.host, port: place.port).wait()
      } catch let error as NIOCore.IOError {
        throw ConfigurationError(
          "cannot listen on \(place): \(String(cString: strerror(error.errnoCode)))")
      } catch {
        throw ConfigurationError("cannot listen on \(place): \(error)")
      }
    }

    private func addHandlers(_ channel: any Channel, _ loop: LoopState) throws {
      let limits = snapshot.configuration.limits
      var decoding = NIOHTTPDecoderLimitConfiguration()
      decoding.maxHeaderFieldSize = limits.headerBytes
      decoding.maxHeaderListSize = limits.headerBytes
      decoding.maxHeaderFieldCount = limits.headerCount
      let pipeline = channel.pipeline.syncOperations
      if let context = certificate.withLock({ $0 }) {
        try pipeline.addHandler(NIOSSLServerHandler(context: context))
      }
      let client = ClientHandler(channel, loop)
      try pipeline.addHandler(HeaderClock(client))
      try pipeline.addHandler(
        ByteToMessageHandler(HTTPRequestDecoder(limitConfiguration: decoding)))
      try pipeline.addHandler(client)
    }

    private static func context(_ files: ServerCertificate) throws -> NIOSSLContext {
      do {
        let chain = try NIOSSLCertificate.fromPEMFile(files.certificate)
        var settings = TLSConfiguration.makeServerConfiguration(
          certificateChain: chain.map { .certificate($0) },
          privateKey: .privateKey(try NIOSSLPrivateKey(file: files.key, format: .pem)))
        settings.minimumTLSVersion = .tlsv12
        settings.applicationProtocols = ["http/1.1"]
        return try NIOSSLContext(configuration: settings)
      } catch {
        throw ConfigurationError(
          "the certificate \(files.certificate) or its key cannot be used: \(error)")
      }
    }

    // MARK: - Another configuration, and the end

    /// Takes another configuration into use. Requests that run keep theirs; listeners stay.
    ///
    /// - Throws: where it cannot be used; then the one before stays.
    package func reload(_ configuration: ProxyConfiguration) throws {
      let epoch = snapshot.epoch + 1
      let next = try ProxySnapshot(configuration, epoch: epoch)
      let context = try configuration.tls.map(ProxyServer.context)
      let before = snapshot.configuration
      state.withLock { $0.snapshot = next }
      certificate.withLock { $0 = context }
      for loop in loops { loop.eventLoop.execute { loop.forget(before: next) } }
      for (name, isChanged) in [
        ("listen", before.listen != configuration.listen),
        ("admin", before.admin != configuration.admin),
        ("store", before.store != configuration.store),
        ("loops", before.loops != configuration.loops),
      ] where isChanged {
        log("\(name) is changed by a restart alone")
      }
    }

    /// Accepts no more, lets requests end for as long as the configuration has it, ends what is
    /// left, and writes what was kept. Returns when all of that is done.
    ///
    /// - Parameter isUrgent: looked at meanwhile; true ends everything at once.
    package func stop(isUrgent: () -> Bool = { false }) {
      guard !hasStopped.exchange(true, ordering: .relaxed) else { return }
      state.withLock { $0.isDraining = true }
      for loop in loops { loop.eventLoop.execute { loop.drain() } }
      let start = SystemClock.monotonic()
      let end = start + Int(snapshot.configuration.timeouts.drain * 1e9)
      func wait(until time: Int, while body: () -> Bool = { true }) {
        while SystemClock.monotonic() < min(time, end), body(), !isUrgent() { usleep(10_000) }
      }
      // Connections that the system has made but nobody accepted would be reset, and so would those
      // whose request was not read yet.
      wait(until: start + ProxyServer.grace)
      try? listener?.close().wait()
      wait(until: start + 2 * ProxyServer.grace)
      wait(until: end) { activeRequests > 0 }
      for loop in loops {
        let future = loop.eventLoop.submit { loop.end() }
        try? future.wait()
      }
      recorder?.end()
      try? adminListener?.close().wait()
      try? group.syncShutdownGracefully()
      try? adminGroup.syncShutdownGracefully()
    }
  }

  /// A configuration that cannot be used, in words for the operator.
  package struct ConfigurationError: Error, CustomStringConvertible {
    package var message: String
    package init(_ message: String) { self.message = message }
    package var description: String { message }
  }
#endif
