#if Proxy
  import AdhereBytes
  import NIOHTTP1

  /// Who is counted: the label of the client whose key a request carries.
  enum ClientLabel {
    /// Nil where the key is none of those that the configuration knows by their digests.
    static func of(_ headers: HTTPHeaders, _ clients: [String: String]) -> String? {
      guard !clients.isEmpty else { return nil }
      var key = HeaderRules.value(.apiKey, of: headers)
      if key == nil, let value = HeaderRules.value(.authorization, of: headers) {
        key = value.split(separator: " ").last.map(String.init)
      }
      guard let key else { return nil }
      var digest = SHA256()
      digest.update(Array(key.utf8))
      return clients[Hex.string(digest.finish())]
    }
  }
#endif
