#if Proxy
  import AdhereJudging
  import AdhereFilter
  import AdherePlatform
  import AdhereRepair
  import AdhereTraces
  import NIOCore
  import Synchronization

  /// What one event loop has to itself: connections, compiled contracts, counts. Unchecked: all but
  /// the counts is used on the event loop alone.
  final class LoopState: @unchecked Sendable {
    let eventLoop: any EventLoop
    unowned let server: ProxyServer
    let counts = LoopCounts()
    /// When it last looked for what has run out of time, monotonic, in nanoseconds.
    let lastTick = Atomic<Int>(SystemClock.monotonic())
    var contracts = ContractTable()
    /// For the ids of traces.
    var random = SeededGenerator()
    private var pools: [ObjectIdentifier: UpstreamPool] = [:]
    private(set) var clients: [ObjectIdentifier: ClientHandler] = [:]
    private var records: (policy: Policy, judge: RecordJudge)?

    init(_ eventLoop: any EventLoop, _ server: ProxyServer) {
      self.eventLoop = eventLoop
      self.server = server
    }

    func pool(_ upstream: Upstream, _ snapshot: ProxySnapshot) -> UpstreamPool {
      let key = ObjectIdentifier(upstream)
      if let pool = pools[key] { return pool }
      let pool = UpstreamPool(
        upstream, eventLoop, snapshot.configuration.limits, snapshot.configuration.timeouts)
      pools[key] = pool
      return pool
    }

    func recordJudge(_ policy: Policy) -> RecordJudge {
      if let records, records.policy == policy { return records.judge }
      let judge = RecordJudge(policy)
      records = (policy, judge)
      return judge
    }

    func add(_ client: ClientHandler) { clients[ObjectIdentifier(client)] = client }
    func remove(_ client: ClientHandler) { clients[ObjectIdentifier(client)] = nil }

    /// Looks for what has run out of time.
    func tick() {
      let now = SystemClock.monotonic()
      lastTick.store(now, ordering: .relaxed)
      for client in Array(clients.values) { client.tick(now) }
      for pool in pools.values { pool.tick(now) }
    }

    /// Lets go of the connections to upstreams of configurations before this one. Those in use end
    /// with their exchanges.
    func forget(before snapshot: ProxySnapshot) {
      let current = Set(snapshot.upstreams.map(ObjectIdentifier.init))
      for (key, pool) in pools where !current.contains(key) {
        pool.closeIdle()
        pool.isRetired = true
        pools[key] = nil
      }
    }

    /// Connections end after the answer to what has come.
    func drain() { for client in Array(clients.values) { client.drain() } }

    /// Ends what still runs.
    func end() {
      for client in Array(clients.values) { client.end() }
      for pool in pools.values { pool.closeIdle() }
    }
  }
#endif
