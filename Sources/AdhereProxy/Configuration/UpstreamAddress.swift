#if Proxy
  import AdhereProviders

  /// Where requests go on to: scheme, host, port, and the path before the one of the request.
  package struct UpstreamAddress: Sendable, Hashable, CustomStringConvertible {
    package var isTLS: Bool
    package var host: String
    package var port: Int
    /// Begins with a slash and ends without one; empty where there is none.
    package var basePath: String

    /// From `https://HOST[:PORT][/PATH]`; nil where it is none. An address with a user, a query or a
    /// fragment is none: keys do not belong there.
    package init?(_ url: String) {
      guard let schemeEnd = url.range(of: "://") else { return nil }
      switch url[..<schemeEnd.lowerBound].lowercased() {
      case "http": isTLS = false
      case "https": isTLS = true
      default: return nil
      }
      let rest = url[schemeEnd.upperBound...]
      guard !rest.contains(where: { "@?# \\".contains($0) || !$0.isASCII }) else { return nil }
      let authority = rest.prefix { $0 != "/" }
      var path = rest[authority.endIndex...]
      while path.hasSuffix("/") { path.removeLast() }
      basePath = String(path)
      var name = authority
      port = isTLS ? 443 : 80
      let bracket = authority.lastIndex(of: "]")
      if let colon = authority.lastIndex(of: ":"), bracket.map({ colon > $0 }) ?? true {
        guard let number = Int(authority[authority.index(after: colon)...]),
          (1...65_535).contains(number)
        else { return nil }
        port = number
        name = authority[..<colon]
      }
      if name.hasPrefix("["), name.hasSuffix("]") { name = name.dropFirst().dropLast() }
      guard !name.isEmpty else { return nil }
      host = String(name)
    }

    /// The value of `Host`.
    var hostHeader: String {
      let name = host.contains(":") ? "[\(host)]" : host
      return port == (isTLS ? 443 : 80) ? name : "\(name):\(port)"
    }

    /// The request's path at the upstream. Clients are given an address that ends in `/v1`, or one
    /// that ends in nothing; at the upstream the same version stands once.
    package func target(_ uri: String) -> String {
      if basePath.isEmpty || UpstreamAddress.stands(basePath, before: uri) { return uri }
      if basePath.hasSuffix("/v1"), UpstreamAddress.stands("/v1", before: uri) {
        return basePath + uri.dropFirst(3)
      }
      return basePath + uri
    }

    private static func stands(_ path: String, before uri: String) -> Bool {
      guard uri.utf8.starts(with: path.utf8) else { return false }
      let next = uri.utf8.dropFirst(path.utf8.count).first
      return next == nil || next == UInt8(ascii: "/") || next == UInt8(ascii: "?")
    }

    package var description: String {
      "\(isTLS ? "https" : "http")://\(hostHeader)\(basePath)"
    }

    /// The address of a provider that is known by name; nil for another name.
    package static func known(_ name: String) -> UpstreamAddress? {
      ProviderAddress.all[name.lowercased()].flatMap(UpstreamAddress.init)
    }

    /// Names that ``known(_:)`` takes.
    package static var names: [String] { ProviderAddress.all.keys.sorted() }
  }

  extension StringProtocol {
    /// The place of the first occurrence.
    fileprivate func range(of text: String) -> Range<Index>? {
      var start = startIndex
      while start < endIndex {
        if self[start...].hasPrefix(text) {
          return start..<index(start, offsetBy: text.count)
        }
        start = index(after: start)
      }
      return nil
    }
  }
#endif
