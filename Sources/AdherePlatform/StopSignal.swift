import Synchronization

/// The signals that end a service: SIGTERM, SIGINT and SIGHUP become a request to stop reading, so
/// that what was read is still judged, written and counted. A second one ends the process at once.
package final class StopSignal: Sendable {
  /// Readable as soon as a signal has come.
  package let descriptor: Int32
  private let received = Atomic<Int32>(0)
  private let waker: Int32

  /// Takes the signals over. Threads that are started later leave them to it.
  ///
  /// What the process was started to ignore, as by nohup, stays ignored. Nil where the system gives
  /// no pipe.
  package init?() {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    (descriptor, waker) = (ends[0], ends[1])
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    ServiceSignals.take([SIGTERM, SIGINT, SIGHUP].filter { !StopSignal.isIgnored($0) }) {
      [self] in receive($0)
    }
  }

  /// The signal that came; nil where none did.
  package var signal: Int32? {
    let number = received.load(ordering: .acquiring)
    return number == 0 ? nil : number
  }

  /// `SIGTERM` and the like.
  package static func name(_ signal: Int32) -> String {
    switch signal {
    case SIGTERM: "SIGTERM"
    case SIGINT: "SIGINT"
    case SIGHUP: "SIGHUP"
    default: "signal \(signal)"
    }
  }

  private func receive(_ number: Int32) {
    if received.exchange(number, ordering: .acquiringAndReleasing) != 0 { _exit(128 + number) }
    _ = Descriptor.write([0], to: waker)
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(number, nil, &action) == 0 else { return false }
    #if canImport(Darwin)
      let handler = action.__sigaction_u.__sa_handler
    #elseif canImport(Glibc)
      let handler = action.__sigaction_handler.sa_handler
    #else
      let handler = action.__sa_handler.sa_handler
    #endif
    // SIG_IGN, which Swift does not import.
    return unsafeBitCast(handler, to: Int.self) == 1
  }
}
