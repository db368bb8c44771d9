#if Proxy
  import AdhereRepair

  /// A configuration in use: immutable, made whole or not at all. A request keeps the one that it
  /// began with.
  final class ProxySnapshot: Sendable {
    let configuration: ProxyConfiguration
    let upstreams: [Upstream]
    /// The repairs that are permitted where a request says nothing else.
    let policy: Policy
    /// Goes up with each reload.
    let epoch: Int

    /// - Throws: where certificates cannot be read.
    init(_ configuration: ProxyConfiguration, epoch: Int = 0) throws {
      self.configuration = configuration
      self.epoch = epoch
      policy = configuration.policy.policy
      upstreams = try configuration.upstreams.map(Upstream.init)
    }

    /// Where the requests for a model go, in turn, and the name to ask for.
    func route(_ model: String?) -> (upstreams: [Upstream], model: String?) {
      let name = model ?? ""
      guard let route = configuration.routes.first(where: { $0.takes(name) }) else {
        return (Array(upstreams.prefix(1)), model)
      }
      let found = route.upstreams.compactMap { name in upstreams.first { $0.name == name } }
      guard !route.strip.isEmpty, name.hasPrefix(route.strip) else { return (found, model) }
      return (found, String(name.dropFirst(route.strip.count)))
    }
  }
#endif
