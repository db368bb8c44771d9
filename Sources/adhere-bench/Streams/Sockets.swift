import AdherePlatform

/// The few calls that talking to oneself over loopback takes.
enum Sockets {
  /// A socket that listens on a free port of 127.0.0.1, and the port.
  static func listen() -> (socket: Int32, port: UInt16) {
    let server = stream()
    var yes: Int32 = 1
    setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var address = loopback(0)
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        guard bind(server, address, size) == 0, systemListen(server) == 0 else {
          fail("cannot listen on 127.0.0.1")
        }
        getsockname(server, address, &size)
      }
    }
    return (server, UInt16(bigEndian: address.sin_port))
  }

  /// A connection to a port of 127.0.0.1.
  static func connect(_ port: UInt16) -> Int32 {
    let client = stream()
    var address = loopback(port)
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        systemConnect(client, $0)
      }
    }
    guard result == 0 else { fail("cannot connect to 127.0.0.1:\(port)") }
    return client
  }

  static func doNotBlock(_ socket: Int32) {
    _ = fcntl(socket, F_SETFL, fcntl(socket, F_GETFL) | O_NONBLOCK)
  }

  /// Writes everything; false where the other end is gone.
  static func send(_ bytes: [UInt8], to socket: Int32) -> Bool {
    Descriptor.write(bytes, to: socket).errno == 0
  }

  static func fail(_ message: String) -> Never {
    let text = "adhere-bench: \(message): \(String(cString: strerror(errno)))\n"
    _ = text.withCString { write(2, $0, strlen($0)) }
    exit(2)
  }

  private static func stream() -> Int32 {
    #if canImport(Glibc)
      let made = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      let made = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    guard made >= 0 else { fail("cannot open a socket") }
    return made
  }

  private static func loopback(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }
}

// The global functions, not the methods around them.

private func systemListen(_ socket: Int32) -> Int32 { listen(socket, 4_096) }

private func systemConnect(_ socket: Int32, _ address: UnsafePointer<sockaddr>) -> Int32 {
  connect(socket, address, socklen_t(MemoryLayout<sockaddr_in>.size))
}
