#if Proxy
  package import NIOHTTP1

  /// Which headers go on, in both directions.
  package enum HeaderRules {
    /// The prefix of our own headers, which never go upstream.
    static let ownPrefix = "adhere-"

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
      out.reserveCapacity(headers.count + 3)
      out.add(name: "host", value: host)
      var hasOwnKeyHeader = false
      for (name, value) in headers {
        switch HeaderName(name) {
        case .hopByHop, .connection, .transferEncoding, .upgrade, .host, .expect, .own: continue
        case .acceptEncoding, .contentLength: if isJudged { continue }
        case .authorization: if key != nil { continue }
        case .apiKey:
          hasOwnKeyHeader = true
          if key != nil { continue }
        case .contentEncoding, .contentType, .other: break
        }
        if !named.isEmpty, named.contains(name.lowercased()) { continue }
        out.add(name: name, value: value)
      }
      if isJudged { out.add(name: "accept-encoding", value: "identity") }
      if let key {
        if isMessages || hasOwnKeyHeader {
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
      out.reserveCapacity(headers.count + 7)
      for (name, value) in headers {
        let kind = HeaderName(name)
        // What an upstream says in our name is not ours.
        if kind.isOfConnection || kind == .own { continue }
        if isRemade, kind == .contentLength { continue }
        if !named.isEmpty, named.contains(name.lowercased()) { continue }
        out.add(name: name, value: value)
      }
      return out
    }

    /// Without the headers that tell of the bytes of a body, which are wrong once one was repaired.
    static func withoutDigests(_ headers: HTTPHeaders) -> HTTPHeaders {
      var out = headers
      for name in ["content-md5", "digest", "content-digest", "repr-digest", "etag"] {
        out.remove(name: name)
      }
      return out
    }

    /// Names that `Connection` lists, but for the words that are no names of headers.
    private static func connectionNames(_ headers: HTTPHeaders) -> Set<String> {
      var names: Set<String> = []
      for (name, value) in headers where HeaderName(name) == .connection {
        // The words that are no names of headers, as nearly everybody writes them.
        if value == "keep-alive" || value == "close" { continue }
        for word in value.split(separator: ",") {
          let word = word.lowercased().filter { $0 != " " && $0 != "\t" }
          if word != "keep-alive", word != "close" { names.insert(word) }
        }
      }
      return names
    }

    /// The value of a header, the first one.
    static func value(_ wanted: HeaderName, of headers: HTTPHeaders) -> String? {
      for (name, value) in headers where HeaderName(name) == wanted { return value }
      return nil
    }
  }
#endif
