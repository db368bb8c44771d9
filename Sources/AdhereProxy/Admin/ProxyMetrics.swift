#if Proxy
  /// The proxy's own counts in Prometheus' text format, beside those of judging.
  struct ProxyMetrics {
    private(set) var text: [UInt8] = []

    init(_ counts: ProxyCounts, active: Int, lostTraces: Int) {
      family("adhere_proxy_requests_total", "counter", "Requests that were served, by what for.")
      sample("adhere_proxy_requests_total", "kind", counts.requests)
      family(
        "adhere_proxy_unchecked_total", "counter",
        "Answers of models that passed without being judged, by reason.")
      sample("adhere_proxy_unchecked_total", "reason", counts.unchecked)
      family(
        "adhere_proxy_errors_total", "counter",
        "Requests that the proxy answered with an error of its own, by code.")
      sample("adhere_proxy_errors_total", "code", counts.refused)
      family(
        "adhere_proxy_checked_total", "counter",
        "Embeddings and rankings that were checked, by what they are and the outcome.")
      for (key, count) in counts.checked.sorted(by: { "\($0.key)" < "\($1.key)" }) {
        line(
          "adhere_proxy_checked_total{kind=\"\(key.kind)\",outcome=\"\(key.outcome)\"} \(count)")
      }
      family(
        "adhere_proxy_answers_total", "counter",
        "Judged answers by the client's label and the outcome.")
      for (key, count) in counts.clients.sorted(by: { "\($0.key)" < "\($1.key)" }) {
        line(
          "adhere_proxy_answers_total{client=\"\(ProxyMetrics.escaped(key.label))\","
            + "outcome=\"\(key.outcome)\"} \(count)")
      }
      single(
        "adhere_proxy_clients_gone_total", "counter",
        "Clients that went before their answer ended.",
        counts.clientsGone)
      single(
        "adhere_proxy_keep_alives_total", "counter", "Comments that were sent into silent streams.",
        counts.keepAlives)
      single(
        "adhere_proxy_traces_lost_total", "counter",
        "Traces that were dropped or that the store could not keep.", lostTraces)
      single("adhere_proxy_active_requests", "gauge", "Requests that are served now.", active)
    }

    private mutating func family(_ name: String, _ type: String, _ help: String) {
      text += Array("# HELP \(name) \(help)\n# TYPE \(name) \(type)\n".utf8)
    }

    private mutating func line(_ text: String) { self.text += Array("\(text)\n".utf8) }

    /// A label's value that clients choose. Control characters have no place in one.
    private static func escaped(_ value: String) -> String {
      var out = ""
      for scalar in value.unicodeScalars {
        switch scalar {
        case "\\": out += "\\\\"
        case "\"": out += "\\\""
        case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value): out += "?"
        default: out.unicodeScalars.append(scalar)
        }
      }
      return out
    }

    /// The label's values are words of our own: none needs an escape.
    private mutating func sample(_ name: String, _ label: String, _ counts: [String: Int]) {
      for (value, count) in counts.sorted(by: { $0.key < $1.key }) {
        text += Array("\(name){\(label)=\"\(value)\"} \(count)\n".utf8)
      }
    }

    private mutating func single(_ name: String, _ type: String, _ help: String, _ count: Int) {
      family(name, type, help)
      text += Array("\(name) \(count)\n".utf8)
    }
  }
#endif
