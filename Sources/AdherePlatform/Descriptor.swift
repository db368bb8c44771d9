/// open(2), read(2) and write(2), with their interruptions and short counts dealt with.
package enum Descriptor {
  /// Opens a file, for reading unless the flags say otherwise. `O_CLOEXEC` is always added.
  ///
  /// - Parameters:
  ///   - mode: of a file that is made.
  ///   - action: the beginning of the error's message; `cannot open` and the path by default.
  package static func open(
    _ path: String, _ flags: Int32 = O_RDONLY, mode: UInt16 = 0, action: String? = nil
  ) throws(IOError) -> Int32 {
    while true {
      let descriptor = systemOpen(path, flags | O_CLOEXEC, mode_t(mode))
      if descriptor >= 0 { return descriptor }
      if errno != EINTR { throw IOError(action ?? "cannot open \(path)", errno: errno) }
    }
  }

  package static func close(_ descriptor: Int32) { systemClose(descriptor) }

  /// Waits for the lock of a file, which its other openers hold for as long as they write; the
  /// death of a process frees it. False where the file system has no locks.
  package static func lock(_ descriptor: Int32) -> Bool {
    while flock(descriptor, LOCK_EX) != 0 { if errno != EINTR { return false } }
    return true
  }

  /// Takes the lock of a file where nobody holds it.
  package static func tryLock(_ descriptor: Int32) -> Bool {
    flock(descriptor, LOCK_EX | LOCK_NB) == 0
  }

  package static func unlock(_ descriptor: Int32) { _ = flock(descriptor, LOCK_UN) }

  /// Makes sure that no file of ours becomes standard input, output or error: where the caller left
  /// one of them closed, the next file to be opened would be it, and what is written for people or
  /// for the next program would go into that file. What stands in their places cannot be read or
  /// written, so that using them still fails.
  package static func occupyStandardDescriptors() {
    for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) < 0 && errno == EBADF {
      // The lowest free number, which is this one.
      _ = systemOpen("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY, 0)
    }
  }

  /// Whether a path (nil: standard input) leads to the regular file that is open here. Nothing is
  /// opened for it: opening a pipe and closing it again would end who writes to it.
  package static func isOpen(_ path: String?, as descriptor: Int32) -> Bool {
    var (first, second) = (stat(), stat())
    let code = path.map { stat($0, &first) } ?? fstat(0, &first)
    guard code == 0, fstat(descriptor, &second) == 0, first.st_mode & S_IFMT == S_IFREG else {
      return false
    }
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino
  }

  /// Bytes read, 0 at the end. Waits where the descriptor is set not to.
  ///
  /// - Parameter name: of the file, for the error; nil for standard input.
  package static func read(
    _ descriptor: Int32, into buffer: UnsafeMutablePointer<UInt8>, count: Int, name: String?
  ) throws(IOError) -> Int {
    while true {
      let n = systemRead(descriptor, buffer, count)
      if n >= 0 { return n }
      switch errno {
      case EINTR: continue
      case EAGAIN: wait(descriptor, Int16(POLLIN))
      default: throw IOError("cannot read \(name ?? "standard input")", errno: errno)
      }
    }
  }

  /// The bytes that are there, at most so many; none at the end.
  package static func piece(
    _ descriptor: Int32, atMost count: Int, name: String?
  ) throws(IOError) -> [UInt8] {
    var failure: IOError?
    let piece = [UInt8](unsafeUninitializedCapacity: count) { buffer, size in
      do throws(IOError) {
        size = try read(descriptor, into: buffer.baseAddress!, count: count, name: name)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return piece
  }

  /// Writes all bytes, or as many as the system takes. Waits where the descriptor is set not to.
  ///
  /// - Returns: the bytes written, and the `errno` of what stopped it; 0 where nothing did.
  package static func write(
    _ bytes: UnsafeRawBufferPointer, to descriptor: Int32
  ) -> (count: Int, errno: Int32) {
    var done = 0
    while done < bytes.count {
      let n = systemWrite(descriptor, bytes.baseAddress! + done, bytes.count - done)
      if n >= 0 {
        done += n
        continue
      }
      switch errno {
      case EINTR: continue
      case EAGAIN: wait(descriptor, Int16(POLLOUT))
      case let code: return (done, code)
      }
    }
    return (done, 0)
  }

  /// Writes all bytes, or as many as the system takes.
  package static func write(_ bytes: [UInt8], to descriptor: Int32) -> (count: Int, errno: Int32) {
    bytes.withUnsafeBytes { write($0, to: descriptor) }
  }

  /// Writes all of it to an output; false where the reader has gone away, which is no error.
  package static func write(
    output bytes: UnsafeBufferPointer<UInt8>, to descriptor: Int32
  ) throws(IOError) -> Bool {
    switch write(UnsafeRawBufferPointer(bytes), to: descriptor).errno {
    case 0: return true
    case EPIPE: return false
    case let code: throw IOError("cannot write the output", errno: code)
    }
  }

  /// Whether reading would give something, or the end, at once.
  package static func isReady(_ descriptor: Int32) -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, 0) != 0
  }

  /// Waits until `descriptor` can be read; false once one of `wakers` can.
  package static func waitForInput(_ descriptor: Int32, orWake wakers: [Int32]) -> Bool {
    while true {
      var requests = ([descriptor] + wakers).map {
        pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
      }
      let ready = poll(&requests, nfds_t(requests.count), -1)
      if ready < 0, errno == EINTR { continue }
      return requests.dropFirst().allSatisfy { $0.revents == 0 }
    }
  }

  /// Waits until `descriptor` is ready for one of `events`, at most so many milliseconds.
  package static func isReady(_ descriptor: Int32, _ events: Int32, within milliseconds: Int)
    -> Bool
  {
    var request = pollfd(fd: descriptor, events: Int16(truncatingIfNeeded: events), revents: 0)
    let wait = Int32(clamping: max(0, milliseconds))
    return poll(&request, 1, wait) > 0
  }

  private static func wait(_ descriptor: Int32, _ events: Int16) {
    var request = pollfd(fd: descriptor, events: events, revents: 0)
    _ = poll(&request, 1, -1)
  }
}

// The functions of the C library, from outside of a type whose members have their names.
private func systemOpen(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
  open(path, flags, mode)
}

private func systemClose(_ descriptor: Int32) { _ = close(descriptor) }

private func systemRead(
  _ descriptor: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int
) -> Int {
  read(descriptor, buffer, count)
}

private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer, _ count: Int) -> Int {
  write(descriptor, buffer, count)
}
