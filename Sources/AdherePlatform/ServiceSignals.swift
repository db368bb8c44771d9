/// Signals that a thread takes in turn, in place of handlers in which little is permitted.
package enum ServiceSignals {
  /// Takes signals over: threads that are started later leave them to one that calls `body` with
  /// each, one call at a time. To be called once, before there is another thread.
  package static func take(
    _ numbers: [Int32] = [SIGTERM, SIGINT, SIGHUP], _ body: @escaping @Sendable (Int32) -> Void
  ) {
    var set = sigset_t()
    sigemptyset(&set)
    for number in numbers { sigaddset(&set, number) }
    pthread_sigmask(SIG_BLOCK, &set, nil)
    let signals = set
    _ = Thread {
      var signals = signals
      while true {
        var number: Int32 = 0
        guard sigwait(&signals, &number) == 0 else { return }
        body(number)
      }
    }
  }
}
