#if Proxy
  import NIOHTTP1

  /// The head of a request, and what its headers say to a proxy, read in one pass.
  struct RequestHead {
    let head: HTTPRequestHead
    /// Of the body, where it is told.
    private(set) var length: Int?
    private(set) var isChunked = false
    /// The client waits for a word before it sends the body.
    private(set) var expectsContinue = false
    /// In small letters; nil where the body is as it is.
    private(set) var encoding: String?
    /// There are headers of ours.
    private(set) var hasOwn = false
    private(set) var wantsWebSocket = false

    var method: HTTPMethod { head.method }
    var uri: String { head.uri }
    var headers: HTTPHeaders { head.headers }

    init(_ head: HTTPRequestHead) {
      self.head = head
      for (name, value) in head.headers {
        switch HeaderName(name) {
        case .contentLength: length = Int(value) ?? length
        case .transferEncoding: isChunked = true
        case .expect: expectsContinue = expectsContinue || value.lowercased() == "100-continue"
        case .contentEncoding:
          let word = value.lowercased()
          if word != "identity" { encoding = word }
        case .upgrade: wantsWebSocket = wantsWebSocket || value.lowercased().contains("websocket")
        case .own: hasOwn = true
        default: break
        }
      }
    }

    /// Why it is refused before anything is sent; nil where it is not.
    var refusal: (status: HTTPResponseStatus, message: String)? {
      if wantsWebSocket {
        return (.notImplemented, "WebSockets do not pass: connect to the provider itself")
      }
      // The parser refuses both together; what it lets through must be one of them.
      if length != nil, isChunked {
        return (.badRequest, "a request has content-length or transfer-encoding, not both")
      }
      guard head.uri.utf8.first == UInt8(ascii: "/") else {
        return (.badRequest, "the request has to name a path: this is no forward proxy")
      }
      return nil
    }
  }
#endif
