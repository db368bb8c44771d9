#if Proxy
  import AdhereJudging
  import AdhereJSON
  import AdhereRepair

  /// The configuration in use, as the admin listener shows it: of a secret only where it comes from.
  enum ConfigurationPage {
    static func json(_ configuration: ProxyConfiguration) -> [UInt8] {
      var writer = JSONWriter()
      writer.beginObject()
      writer.member("listen", "\(configuration.listen)")
      writer.member("admin", configuration.admin.map { "\($0)" } ?? "none")
      writer.array("upstreams", of: configuration.upstreams) { writer, upstream in
        writer.beginObject()
        writer.member("name", upstream.name)
        writer.member("url", "\(upstream.address)")
        writer.member("key", upstream.key?.source ?? "the client's")
        writer.endObject()
      }
      writer.array("routes", of: configuration.routes) { writer, route in
        writer.beginObject()
        writer.member("model", route.model)
        writer.array("to", of: route.upstreams) { writer, name in writer.string(name) }
        writer.member("strip", route.strip)
        writer.endObject()
      }
      write(configuration.policy, &writer)
      write(configuration.limits, &writer)
      if let store = configuration.store {
        writer.key("store")
        writer.beginObject()
        writer.member("path", store.path)
        writer.member("write", store.write.rawValue)
        writer.endObject()
      }
      writer.array("clients", of: configuration.clients.values.sorted()) { writer, label in
        writer.string(label)
      }
      writer.member("tls", configuration.tls != nil)
      writer.endObject()
      writer.newline()
      return writer.bytes
    }

    private static func write(_ policy: JudgingPolicy, _ writer: inout JSONWriter) {
      writer.key("policy")
      writer.beginObject()
      writer.member("repair", policy.tier?.rawValue ?? "none")
      writer.member("maximum", policy.maximumTier?.rawValue ?? "none")
      writer.array("allow", of: policy.allowed) { writer, rule in writer.string(rule.id) }
      writer.array("deny", of: policy.denied) { writer, rule in writer.string(rule.id) }
      writer.member("onFailure", policy.onFailure.rawValue)
      writer.member("attempts", policy.attempts)
      writer.member("maximumAttempts", policy.maximumAttempts)
      writer.member("stream", policy.stream.rawValue)
      writer.member("abort", policy.abortPolicy.rawValue)
      writer.endObject()
    }

    private static func write(_ limits: ProxyLimits, _ writer: inout JSONWriter) {
      writer.key("limits")
      writer.beginObject()
      writer.member("requestBytes", limits.requestBytes)
      writer.member("responseBytes", limits.responseBytes)
      writer.member("headerBytes", limits.headerBytes)
      writer.member("headerCount", limits.headerCount)
      writer.member("concurrent", limits.concurrent)
      writer.member("idleUpstreams", limits.idleUpstreams)
      writer.endObject()
    }
  }
#endif
