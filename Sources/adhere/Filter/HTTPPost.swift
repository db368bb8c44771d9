#if CLI
  import AdherePlatform

  /// One POST over HTTP/1.1 without TLS: to a collector on this machine or in this network.
  struct HTTPPost {
    let host: String
    let port: String
    let path: String
    /// The URL as it was given, for messages.
    let url: String

    /// - Parameter path: where `url` has none of its own.
    /// - Throws: where the URL cannot be used.
    init(_ url: String, path: String) throws(CommandError) {
      self.url = url
      guard url.hasPrefix("http://") else {
        throw CommandError(
          "\(url) is no address for --otlp: http://host:4318 is, of a collector, which can send "
            + "on over TLS")
      }
      var rest = url.dropFirst(7)
      var path = path
      if let slash = rest.firstIndex(of: "/") {
        let given = rest[slash...]
        if given != "/" { path = String(given) }
        rest = rest[..<slash]
      }
      let colon = rest.hasSuffix("]") ? nil : rest.lastIndex(of: ":")
      let name = colon.map { rest[..<$0] } ?? rest
      host = String(name.filter { $0 != "[" && $0 != "]" })
      port = colon.map { String(rest[rest.index(after: $0)...]) } ?? "4318"
      self.path = path
      let isPlain = (url + path).utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
      guard !host.isEmpty, UInt16(port) != nil, isPlain else {
        throw CommandError("\(url) is no address for --otlp: http://host:4318 is one")
      }
    }

    /// Sends and waits for the answer, ten seconds at most for each step.
    ///
    /// - Throws: where there is no answer, or one with another status than 2xx.
    func send(_ body: [UInt8], type: String) throws(CommandError) {
      let descriptor = try connect()
      defer { close(descriptor) }
      let head =
        "POST \(path) HTTP/1.1\r\nHost: \(host):\(port)\r\nContent-Type: \(type)\r\n"
        + "Content-Length: \(body.count)\r\nConnection: close\r\n\r\n"
      guard try FileBytes.write(Array(head.utf8) + body, to: descriptor) else {
        throw CommandError("\(url) hung up")
      }
      var answer = [UInt8](repeating: 0, count: 64)
      var count = 0
      while count < 12 {
        let n = answer.withUnsafeMutableBytes {
          recv(descriptor, $0.baseAddress! + count, $0.count - count, 0)
        }
        if n < 0, errno == EINTR { continue }
        guard n > 0 else { throw CommandError("\(url) does not answer") }
        count += n
      }
      let line = String(decoding: answer.prefix(count), as: UTF8.self)
      let words = line.split(separator: " ", maxSplits: 2)
      guard words.count > 1, words[0].hasPrefix("HTTP/1."), let status = Int(words[1].prefix(3))
      else { throw CommandError("\(url) does not speak HTTP") }
      guard (200..<300).contains(status) else {
        throw CommandError("\(url) answers with status \(status)")
      }
      // Closed while the answer is still being sent, the connection would count as failed there.
      var read = count
      while read < 64 << 10 {
        let n = answer.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress!, $0.count, 0) }
        if n <= 0 { break }
        read += n
      }
    }

    private func connect() throws(CommandError) -> Int32 {
      var hints = addrinfo()
      #if canImport(Glibc)
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
      #else
        hints.ai_socktype = SOCK_STREAM
      #endif
      var list: UnsafeMutablePointer<addrinfo>?
      guard getaddrinfo(host, port, &hints, &list) == 0 else {
        throw CommandError("there is no host \(host)")
      }
      defer { freeaddrinfo(list) }
      var reason = "no address"
      var next = list
      while let address = next {
        next = address.pointee.ai_next
        let descriptor = socket(
          address.pointee.ai_family, address.pointee.ai_socktype, address.pointee.ai_protocol)
        guard descriptor >= 0 else { continue }
        var wait = timeval(tv_sec: 10, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &wait, size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &wait, size)
        if systemConnect(descriptor, address.pointee.ai_addr, address.pointee.ai_addrlen) == 0 {
          return descriptor
        }
        reason = String(cString: strerror(errno))
        close(descriptor)
      }
      throw CommandError("cannot reach \(url): \(reason)")
    }
  }

  // The global function, not the method above.
  private func systemConnect(
    _ descriptor: Int32, _ address: UnsafePointer<sockaddr>, _ size: socklen_t
  ) -> Int32 { connect(descriptor, address, size) }
#endif
