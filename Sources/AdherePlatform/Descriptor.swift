#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// read(2), write(2) and open(2) with their interruptions dealt with.
package enum Descriptor {
  package static func open(_ path: String) throws(FilterError) -> Int32 {
    while true {
      #if canImport(Darwin)
        let descriptor = Darwin.open(path, O_RDONLY | O_CLOEXEC)
      #elseif canImport(Musl)
        let descriptor = Musl.open(path, O_RDONLY | O_CLOEXEC)
      #else
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
      #endif
      if descriptor >= 0 { return descriptor }
      if errno != EINTR { throw FilterError("cannot open \(path)", errno: errno) }
    }
  }

  package static func close(_ descriptor: Int32) {
    #if canImport(Darwin)
      _ = Darwin.close(descriptor)
    #elseif canImport(Musl)
      _ = Musl.close(descriptor)
    #else
      _ = Glibc.close(descriptor)
    #endif
  }

  /// Bytes read, 0 at the end. Waits where the descriptor is set not to.
  package static func read(
    _ descriptor: Int32, into buffer: UnsafeMutablePointer<UInt8>, count: Int, name: String?
  ) throws(FilterError) -> Int {
    while true {
      #if canImport(Darwin)
        let n = Darwin.read(descriptor, buffer, count)
      #elseif canImport(Musl)
        let n = Musl.read(descriptor, buffer, count)
      #else
        let n = Glibc.read(descriptor, buffer, count)
      #endif
      if n >= 0 { return n }
      switch errno {
      case EINTR: continue
      case EAGAIN: wait(descriptor, Int16(POLLIN))
      default: throw FilterError("cannot read \(name ?? "standard input")", errno: errno)
      }
    }
  }

  /// The bytes that are there, at most so many; none at the end.
  package static func piece(_ descriptor: Int32, atMost count: Int, name: String)
    throws(FilterError) -> [UInt8]
  {
    var failure: FilterError?
    let piece = [UInt8](unsafeUninitializedCapacity: count) { buffer, size in
      do throws(FilterError) {
        size = try read(descriptor, into: buffer.baseAddress!, count: count, name: name)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return piece
  }

  /// Writes all of it; false where the reader has gone away, which is no error.
  package static func write(
    _ descriptor: Int32, _ bytes: UnsafeBufferPointer<UInt8>
  ) throws(FilterError) -> Bool {
    var done = 0
    while done < bytes.count {
      #if canImport(Darwin)
        let n = Darwin.write(descriptor, bytes.baseAddress! + done, bytes.count - done)
      #elseif canImport(Musl)
        let n = Musl.write(descriptor, bytes.baseAddress! + done, bytes.count - done)
      #else
        let n = Glibc.write(descriptor, bytes.baseAddress! + done, bytes.count - done)
      #endif
      if n >= 0 {
        done += n
        continue
      }
      switch errno {
      case EINTR: continue
      case EAGAIN: wait(descriptor, Int16(POLLOUT))
      case EPIPE: return false
      default: throw FilterError("cannot write the output", errno: errno)
      }
    }
    return true
  }

  /// Whether reading would give something, or its end, at once.
  package static func isReady(_ descriptor: Int32) -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, 0) != 0
  }

  private static func wait(_ descriptor: Int32, _ events: Int16) {
    var request = pollfd(fd: descriptor, events: events, revents: 0)
    _ = poll(&request, 1, -1)
  }

  /// Waits until `descriptor` can be read; false once `wake` can.
  package static func waitForInput(_ descriptor: Int32, orWake wake: Int32) -> Bool {
    while true {
      var requests = [
        pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: wake, events: Int16(POLLIN), revents: 0),
      ]
      let ready = poll(&requests, 2, -1)
      if ready < 0, errno == EINTR { continue }
      return requests[1].revents == 0
    }
  }
}
