#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

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
        guard bind(server, address, size) == 0, Self.listen(server) == 0 else {
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
        Self.connect(client, $0)
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
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        write(socket, $0.baseAddress! + sent, bytes.count - sent)
      }
      if count < 0, errno == EAGAIN || errno == EINTR {
        var waiting = pollfd(fd: socket, events: Int16(POLLOUT), revents: 0)
        poll(&waiting, 1, 1_000)
        continue
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
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

  private static func listen(_ socket: Int32) -> Int32 {
    #if canImport(Glibc)
      Glibc.listen(socket, 4_096)
    #elseif canImport(Musl)
      Musl.listen(socket, 4_096)
    #else
      Darwin.listen(socket, 4_096)
    #endif
  }

  private static func connect(_ socket: Int32, _ address: UnsafePointer<sockaddr>) -> Int32 {
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    #if canImport(Glibc)
      return Glibc.connect(socket, address, size)
    #elseif canImport(Musl)
      return Musl.connect(socket, address, size)
    #else
      return Darwin.connect(socket, address, size)
    #endif
  }
}
