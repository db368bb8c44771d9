#if Proxy
  /// Where a listener stands: a host and a port.
  package struct SocketPlace: Sendable, Equatable, CustomStringConvertible {
    package var host: String
    /// 0 takes a free one.
    package var port: Int

    package init(host: String, port: Int) {
      self.host = host
      self.port = port
    }

    /// From `HOST:PORT`, `[::1]:PORT` for IPv6; nil where it is neither.
    package init?(_ text: String) {
      guard let colon = text.lastIndex(of: ":"),
        let port = Int(text[text.index(after: colon)...]), (0...65_535).contains(port)
      else { return nil }
      var host = text[..<colon]
      if host.hasPrefix("["), host.hasSuffix("]") {
        host = host.dropFirst().dropLast()
      } else if host.contains(":") {
        return nil
      }
      guard !host.isEmpty else { return nil }
      self.init(host: String(host), port: port)
    }

    package var description: String {
      host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
  }
#endif
