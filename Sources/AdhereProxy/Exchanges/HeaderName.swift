#if Proxy
  import AdhereBytes

  /// Names of headers that mean something to a proxy, told apart by their bytes: every header of
  /// every request and answer is looked at.
  enum HeaderName: Equatable {
    /// One of a single connection (RFC 9110, 7.6.1), besides those that `Connection` names.
    case hopByHop
    case connection, transferEncoding, contentLength
    case host, expect, upgrade
    case acceptEncoding, contentEncoding, contentType
    case authorization, apiKey
    /// One of our own.
    case own
    case other

    init(_ name: String) {
      self =
        name.utf8.withContiguousStorageIfAvailable { HeaderName($0) }
        ?? Array(name.utf8).withUnsafeBufferPointer { HeaderName($0) }
    }

    private init(_ name: UnsafeBufferPointer<UInt8>) {
      // The length is known to be the word's.
      func named(_ word: StaticString) -> Bool { name.hasBytes(ignoringCase: word, at: 0) }
      // Of each length there are a few; most headers are told by that alone.
      switch name.count {
      case 2: self = named("te") ? .hopByHop : .other
      case 4: self = named("host") ? .host : .other
      case 6: self = named("expect") ? .expect : .other
      case 7: self = named("upgrade") ? .upgrade : named("trailer") ? .hopByHop : .other
      case 9: self = named("x-api-key") ? .apiKey : .other
      case 10:
        self = named("connection") ? .connection : named("keep-alive") ? .hopByHop : .other
      case 12: self = named("content-type") ? .contentType : .other
      case 13: self = named("authorization") ? .authorization : .other
      case 14: self = named("content-length") ? .contentLength : .other
      case 15: self = named("accept-encoding") ? .acceptEncoding : .other
      case 16:
        self =
          named("proxy-connection")
          ? .hopByHop : named("content-encoding") ? .contentEncoding : .other
      case 17: self = named("transfer-encoding") ? .transferEncoding : .other
      case 18: self = named("proxy-authenticate") ? .hopByHop : .other
      case 19: self = named("proxy-authorization") ? .hopByHop : .other
      default: self = .other
      }
      if self == .other, named("adhere-") { self = .own }
    }

    /// Whether it goes no further than the connection it came on.
    var isOfConnection: Bool {
      switch self {
      case .hopByHop, .connection, .transferEncoding, .upgrade: true
      default: false
      }
    }
  }
#endif
