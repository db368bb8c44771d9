#if Proxy
  package import NIOHTTP1

  /// Which headers go on, in both directions.
  package enum HeaderRules {
    /// The prefix of our own headers, which never go upstream.
    static let ownPrefix = "adhere-"

    /// Headers of one connection (RFC 9110, 7.6.1), besides those that `Connection` names.
    private static let hopByHop: Set<String> = [
      "connection", "keep-alive", "proxy-connection", "proxy-authenticate", "proxy-authorization",
      "te", "trailer", "transfer-encoding", "upgrade",
    ]

    /// The headers of the request that go upstream.
    ///
    /// - Parameters:
    ///   - key: sent in place of the client's own, in the header that the client has its own in.
    ///   - isMessages: the request is one of the Messages API, which has a header of its own for keys.
    ///   - isJudged: the body is read here, so the answer must come without a compression, and the
    ///     request with its own length.
    package static func toUpstream(
      _ headers: HTTPHeaders, host: String, key: String?, isMessages: Bool = false, isJudged: Bool
    ) -> HTTPHeaders {
      let named = connectionNames(headers)
      var out = HTTPHeaders()
      out.reserveCapacity(headers.count + 2)
      out.add(name: "host", value: host)
      for (name, value) in headers {
        let lower = name.lowercased()
        if lower == "host" || lower == "expect" || hopByHop.contains(lower)
          || named.contains(lower) || lower.hasPrefix(ownPrefix)
        {
          continue
        }
        if isJudged, lower == "accept-encoding" || lower == "content-length" { continue }
        if key != nil, lower == "authorization" || lower == "x-api-key" { continue }
        out.add(name: name, value: value)
      }
      if isJudged { out.add(name: "accept-encoding", value: "identity") }
      if let key {
        if isMessages || headers.contains(name: "x-api-key") {
          out.add(name: "x-api-key", value: key)
        } else {
          out.add(name: "authorization", value: "Bearer \(key)")
        }
      }
      return out
    }

    /// The headers of the answer that go to the client.
    ///
    /// - Parameter isRemade: the body may differ from the upstream's, and its length is another.
    package static func toClient(_ headers: HTTPHeaders, isRemade: Bool) -> HTTPHeaders {
      let named = connectionNames(headers)
      var out = HTTPHeaders()
      out.reserveCapacity(headers.count + 6)
      for (name, value) in headers {
        let lower = name.lowercased()
        if hopByHop.contains(lower) || named.contains(lower) { continue }
        // What an upstream says in our name is not ours.
        if lower.hasPrefix(ownPrefix) { continue }
        if isRemade, lower == "content-length" { continue }
        out.add(name: name, value: value)
      }
      return out
    }

    /// Headers that tell of the bytes of a body; wrong once one was repaired.
    static func removeDigests(_ headers: inout HTTPHeaders) {
      for name in ["content-md5", "digest", "content-digest", "repr-digest", "etag"] {
        headers.remove(name: name)
      }
    }

    private static func connectionNames(_ headers: HTTPHeaders) -> Set<String> {
      let values = headers[canonicalForm: "connection"]
      return values.isEmpty ? [] : Set(values.map { $0.lowercased() })
    }

    /// Why a request is refused before anything is sent; nil where it is not.
    static func refusal(_ head: HTTPRequestHead) -> (status: HTTPResponseStatus, message: String)? {
      // The parser refuses both together; what it lets through must be one of them.
      if head.headers.contains(name: "transfer-encoding"),
        head.headers.contains(name: "content-length")
      {
        return (.badRequest, "a request has content-length or transfer-encoding, not both")
      }
      guard head.uri.hasPrefix("/") else {
        return (.badRequest, "the request has to name a path: this is no forward proxy")
      }
      if head.headers[canonicalForm: "upgrade"].contains(where: { $0.lowercased() == "websocket" })
      {
        return (.notImplemented, "WebSockets do not pass: connect to the provider itself")
      }
      return nil
    }
  }
#endif
