/// The system's clocks, in nanoseconds.
package enum SystemClock {
  /// Time since some fixed moment; never goes back.
  package static func monotonic() -> Int { read(CLOCK_MONOTONIC) }

  /// Time the calling thread has spent on a processor.
  package static func threadCPU() -> Int { read(CLOCK_THREAD_CPUTIME_ID) }

  /// Time since 1970-01-01T00:00:00Z; goes where the system's administrator sets it.
  package static func wall() -> Int { read(CLOCK_REALTIME) }

  private static func read(_ clock: clockid_t) -> Int {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int(time.tv_sec) &* 1_000_000_000 &+ Int(time.tv_nsec)
  }
}
