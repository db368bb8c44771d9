#if Proxy
  import AdhereWire
  import AdhereJSON
  import AdhereJudging
  import AdherePlatform
  import AdhereRepair

  /// Makes a configuration of a text that conforms to the schema: what is left to be checked is what
  /// the schema cannot say.
  struct ConfigurationReader {
    let tape: Tape
    let text: SourceText
    /// The variables of the environment that are named.
    let environment: (String) -> String?

    func read() throws(ConfigurationError) -> ProxyConfiguration {
      var configuration = ProxyConfiguration()
      if let node = tape.field("listen", of: 0) { configuration.listen = try place(node) }
      if let node = tape.field("admin", of: 0) {
        configuration.admin = tape.string(node) == "none" ? nil : try place(node)
      }
      configuration.loops = tape.integer("loops", of: 0) ?? 0
      try list("upstreams") { (node) throws(ConfigurationError) in
        let upstream = try upstream(node)
        guard !configuration.upstreams.contains(where: { $0.name == upstream.name }) else {
          throw fault(node, "there are two upstreams named \"\(upstream.name)\"")
        }
        configuration.upstreams.append(upstream)
      }
      try list("routes") { (node) throws(ConfigurationError) in
        configuration.routes.append(try route(node, configuration.upstreams.map(\.name)))
      }
      if let node = tape.field("policy", of: 0) { configuration.policy = try policy(node) }
      if let node = tape.field("retry", of: 0) {
        configuration.retry.retries = tape.integer("retries", of: node) ?? 2
        set(&configuration.retry.initialDelay, "initialDelay", node)
        set(&configuration.retry.maximumDelay, "maximumDelay", node)
        set(&configuration.retry.maximumHint, "maximumHint", node)
      }
      if let node = tape.field("limits", of: 0) { read(&configuration.limits, node) }
      if let node = tape.field("timeouts", of: 0) { read(&configuration.timeouts, node) }
      if let node = tape.field("store", of: 0) {
        configuration.store = StoreConfiguration(
          path: tape.string("path", of: node) ?? "",
          write: tape.string("write", of: node).flatMap(StoreConfiguration.Write.init) ?? .after,
          maximumBytes: tape.integer("maximumBytes", of: node))
      }
      try list("clients") { (node) throws(ConfigurationError) in
        let digest = tape.string("sha256", of: node)?.lowercased() ?? ""
        guard configuration.clients[digest] == nil else {
          throw fault(node, "there are two clients with this digest")
        }
        configuration.clients[digest] = tape.string("label", of: node) ?? ""
      }
      if let node = tape.field("tls", of: 0) {
        configuration.tls = ServerCertificate(
          certificate: tape.string("certificate", of: node) ?? "",
          key: tape.string("key", of: node) ?? "")
      }
      return configuration
    }

    private func fault(_ node: Int, _ message: String) -> ConfigurationError {
      ConfigurationError("\(text.place(tape.span(node).lowerBound)): \(message)")
    }

    private func list(
      _ name: StaticString, _ body: (Int) throws(ConfigurationError) -> Void
    ) throws(ConfigurationError) {
      guard let list = tape.field(name, of: 0), tape.kind(list) == .array else { return }
      for node in tape.children(of: list) { try body(node) }
    }

    private func place(_ node: Int) throws(ConfigurationError) -> SocketPlace {
      guard let place = SocketPlace(tape.string(node) ?? "") else {
        throw fault(node, "not a place to listen on: HOST:PORT is wanted")
      }
      return place
    }

    private func number(_ name: StaticString, _ object: Int) -> Double? {
      tape.field(name, of: object).flatMap { Double(tape.text(ofAny: $0)) }
    }

    private func set(_ value: inout Double, _ name: StaticString, _ object: Int) {
      if let number = number(name, object) { value = number }
    }

    private func set(_ value: inout Duration, _ name: StaticString, _ object: Int) {
      if let seconds = number(name, object) { value = .seconds(seconds) }
    }

    private func set(_ value: inout Int, _ name: StaticString, _ object: Int) {
      if let number = tape.integer(name, of: object) { value = number }
    }

    // MARK: - Parts

    private func upstream(_ node: Int) throws(ConfigurationError) -> UpstreamConfiguration {
      let name = tape.string("name", of: node) ?? ""
      let url = tape.string("url", of: node)
      guard let address = url.map({ UpstreamAddress($0) }) ?? UpstreamAddress.known(name) else {
        throw fault(
          node,
          url == nil
            ? "\"\(name)\" is no provider that is known: give its url"
            : "the url is no address: https://HOST/v1 is wanted, without a key")
      }
      let key = try tape.field("key", of: node).map { (node) throws(ConfigurationError) in
        try secret(node)
      }
      return UpstreamConfiguration(
        name: name, address: address, key: key,
        authorities: tape.string("authorities", of: node))
    }

    private func secret(_ node: Int) throws(ConfigurationError) -> Secret {
      let value: String
      let source: String
      if let name = tape.string("env", of: node) {
        source = "env \(name)"
        guard let found = environment(name) else {
          throw fault(node, "the environment has no \(name)")
        }
        value = found
      } else {
        let path = tape.string("file", of: node) ?? ""
        source = "file \(path)"
        value = String(decoding: try ConfigurationFile.contents(of: path), as: UTF8.self)
      }
      let key = String(
        value.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
      guard !key.isEmpty, key.allSatisfy({ $0.isASCII && ($0.asciiValue ?? 0) > 0x20 }) else {
        throw fault(node, "the \(source) holds no key that a header can take")
      }
      return Secret(key, source: source)
    }

    private func route(_ node: Int, _ names: [String]) throws(ConfigurationError) -> Route {
      var targets: [String] = []
      if let list = tape.field("to", of: node) {
        for item in tape.children(of: list) {
          let name = tape.string(item) ?? ""
          guard names.contains(name) else { throw fault(item, "there is no upstream \"\(name)\"") }
          targets.append(name)
        }
      }
      return Route(
        model: tape.string("model", of: node) ?? "*", upstreams: targets,
        strip: tape.string("strip", of: node) ?? "")
    }

    private func policy(_ node: Int) throws(ConfigurationError) -> JudgingPolicy {
      var policy = JudgingPolicy()
      func tier(_ name: StaticString, _ tier: inout Tier?) {
        if let word = tape.string(name, of: node) { tier = Tier(rawValue: word) }
      }
      func rules(_ name: StaticString) throws(ConfigurationError) -> [Rule] {
        guard let list = tape.field(name, of: node) else { return [] }
        var rules: [Rule] = []
        for item in tape.children(of: list) {
          guard let rule = Rule(id: tape.string(item) ?? "") else {
            throw fault(item, "there is no such rule; adhere rules lists them")
          }
          rules.append(rule)
        }
        return rules
      }
      tier("repair", &policy.tier)
      tier("maximum", &policy.maximumTier)
      policy.allowed = try rules("allow")
      policy.denied = try rules("deny")
      set(&policy.attempts, "attempts", node)
      set(&policy.maximumAttempts, "maximumAttempts", node)
      policy.attempts = min(policy.attempts, policy.maximumAttempts)
      if let word = tape.string("onFailure", of: node) {
        policy.onFailure = FailureAction(rawValue: word) ?? .pass
      }
      if let word = tape.string("stream", of: node) {
        policy.stream = StreamJudge.Mode(rawValue: word) ?? .hold
      }
      if let word = tape.string("abort", of: node) {
        policy.abortPolicy = AbortPolicy(rawValue: word) ?? .arguments
      }
      return policy
    }

    private func read(_ limits: inout ProxyLimits, _ node: Int) {
      set(&limits.requestBytes, "requestBytes", node)
      set(&limits.responseBytes, "responseBytes", node)
      set(&limits.headerBytes, "headerBytes", node)
      set(&limits.headerCount, "headerCount", node)
      set(&limits.concurrent, "concurrent", node)
      set(&limits.idleUpstreams, "idleUpstreams", node)
    }

    private func read(_ timeouts: inout ProxyTimeouts, _ node: Int) {
      set(&timeouts.connect, "connect", node)
      set(&timeouts.firstByte, "firstByte", node)
      set(&timeouts.gap, "gap", node)
      set(&timeouts.header, "header", node)
      set(&timeouts.idle, "idle", node)
      set(&timeouts.upstreamIdle, "upstreamIdle", node)
      set(&timeouts.keepAlive, "keepAlive", node)
      set(&timeouts.drain, "drain", node)
    }
  }
#endif
