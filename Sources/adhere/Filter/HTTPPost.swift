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

    /// What came back.
    struct Answer {
      var status: Int
      /// Seconds that the server asks to wait.
      var wait: Double?
      var body: [UInt8]
    }

    /// Why there is no answer.
    private struct Failure: Error {
      var message: String
      /// Trying again would fail as well.
      var isFinal = false
    }

    /// Sends until an answer says that it was taken, at most three times and until the deadline.
    ///
    /// - Parameter seconds: for everything, all attempts and their waits together; looking up the
    ///   host's name is the system's affair.
    /// - Returns: the body of the answer, as far as it came in time.
    /// - Throws: where it was not taken.
    func send(_ body: [UInt8], type: String, within seconds: Double = 10) throws(CommandError)
      -> [UInt8]
    {
      let deadline = SystemClock.monotonic() + Int(seconds * 1e9)
      var attempt = 1
      while true {
        var wait = 0.25 * Double(attempt)
        let reason: String
        do throws(Failure) {
          let answer = try self.attempt(body, type, deadline)
          if (200..<300).contains(answer.status) { return answer.body }
          reason = "\(url) answers with status \(answer.status)"
          // Others will answer the same again.
          if ![408, 429, 502, 503, 504].contains(answer.status) { attempt = 3 }
          if let asked = answer.wait { wait = asked }
        } catch {
          reason = error.message
          if error.isFinal { attempt = 3 }
        }
        let left = Double(deadline - SystemClock.monotonic()) / 1e9
        guard attempt < 3, wait < left else { throw CommandError(reason) }
        usleep(UInt32(max(0, min(wait, left)) * 1e6))
        attempt += 1
      }
    }

    private func attempt(_ body: [UInt8], _ type: String, _ deadline: Int) throws(Failure) -> Answer
    {
      let descriptor = try connect(deadline)
      defer { close(descriptor) }
      let head =
        "POST \(path) HTTP/1.1\r\nHost: \(host):\(port)\r\nContent-Type: \(type)\r\n"
        + "Content-Length: \(body.count)\r\nConnection: close\r\n\r\n"
      try write(Array(head.utf8) + body, descriptor, deadline)
      var reader = HTTPAnswerReader()
      var buffer = [UInt8](repeating: 0, count: 4096)
      while !reader.isComplete {
        guard Descriptor.isReady(descriptor, POLLIN, within: HTTPPost.left(deadline)) else {
          // The status is what counts; the rest of the body may never come.
          if let answer = reader.answer { return answer }
          throw Failure(message: "\(url) does not answer")
        }
        let n = recv(descriptor, &buffer, buffer.count, 0)
        if n < 0, errno == EINTR || errno == EAGAIN { continue }
        guard n > 0 else { break }
        guard reader.take(buffer[..<n]) else {
          throw Failure(message: "\(url) does not speak HTTP", isFinal: true)
        }
      }
      guard let answer = reader.answer else { throw Failure(message: "\(url) does not answer") }
      return answer
    }

    private func write(_ bytes: [UInt8], _ descriptor: Int32, _ deadline: Int) throws(Failure) {
      var done = 0
      while done < bytes.count {
        guard Descriptor.isReady(descriptor, POLLOUT, within: HTTPPost.left(deadline)) else {
          throw Failure(message: "\(url) does not read")
        }
        let n = bytes.withUnsafeBytes {
          sendBytes(descriptor, $0.baseAddress.map { $0 + done }, $0.count - done)
        }
        if n < 0, errno == EINTR || errno == EAGAIN { continue }
        guard n > 0 else { throw Failure(message: "\(url) hung up") }
        done += n
      }
    }

    /// Milliseconds until the deadline.
    private static func left(_ deadline: Int) -> Int {
      max(0, (deadline - SystemClock.monotonic()) / 1_000_000)
    }

    private func connect(_ deadline: Int) throws(Failure) -> Int32 {
      var hints = addrinfo()
      #if canImport(Glibc)
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
      #else
        hints.ai_socktype = SOCK_STREAM
      #endif
      var list: UnsafeMutablePointer<addrinfo>?
      guard getaddrinfo(host, port, &hints, &list) == 0 else {
        throw Failure(message: "there is no host \(host)")
      }
      defer { freeaddrinfo(list) }
      var reason = "no address"
      var next = list
      while let address = next {
        next = address.pointee.ai_next
        let descriptor = socket(
          address.pointee.ai_family, address.pointee.ai_socktype, address.pointee.ai_protocol)
        guard descriptor >= 0 else { continue }
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        var code: Int32 = 0
        if systemConnect(descriptor, address.pointee.ai_addr, address.pointee.ai_addrlen) != 0 {
          code = errno
        }
        if code == EINPROGRESS {
          if Descriptor.isReady(descriptor, POLLOUT, within: HTTPPost.left(deadline)) {
            var size = socklen_t(MemoryLayout<Int32>.size)
            getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size)
          } else {
            code = ETIMEDOUT
          }
        }
        if code == 0 { return descriptor }
        reason = IOError.reason(code)
        close(descriptor)
      }
      throw Failure(message: "cannot reach \(url): \(reason)")
    }
  }

  // The global functions, not the methods above.
  private func systemConnect(
    _ descriptor: Int32, _ address: UnsafePointer<sockaddr>, _ size: socklen_t
  ) -> Int32 { connect(descriptor, address, size) }

  private func sendBytes(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    send(descriptor, bytes, count, 0)
  }
#endif
