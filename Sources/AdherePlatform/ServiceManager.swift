/// Tells systemd how a service is, as sd_notify(3) does: one datagram to the socket that the
/// environment names.
package enum ServiceManager {
  /// How often the manager wants to hear that the service runs (`WATCHDOG=1`); nil where it does not.
  package static var watchdogSeconds: Double? {
    guard let text = getenv("WATCHDOG_USEC").map({ String(cString: $0) }),
      let microseconds = Int(text), microseconds > 0
    else { return nil }
    if let pid = getenv("WATCHDOG_PID").map({ String(cString: $0) }), pid != "\(getpid())" {
      return nil
    }
    return Double(microseconds) / 1e6
  }

  /// Sends states such as `READY=1`; nothing where no manager listens.
  package static func notify(_ state: String) {
    guard let path = getenv("NOTIFY_SOCKET").map({ String(cString: $0) }), !path.isEmpty else {
      return
    }
    #if os(Linux)
      var address = sockaddr_un()
      address.sun_family = sa_family_t(AF_UNIX)
      var name = Array(path.utf8)
      // A name that no file has begins with NUL.
      if name[0] == UInt8(ascii: "@") { name[0] = 0 }
      let room = MemoryLayout.size(ofValue: address.sun_path)
      guard name.count < room else { return }
      withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
      let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
      guard descriptor >= 0 else { return }
      defer { Descriptor.close(descriptor) }
      let length = MemoryLayout<sockaddr_un>.size - room + name.count
      let bytes = Array(state.utf8)
      withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          _ = sendto(descriptor, bytes, bytes.count, 0, $0, socklen_t(length))
        }
      }
    #endif
  }
}
