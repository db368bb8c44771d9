#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// CPU time of the thread, in seconds.
enum Clock {
  static func median(_ body: () -> Void) -> Double {
    body()
    var times: [Double] = []
    var total = 0.0
    while times.count < 5 || total < 0.2 && times.count < 2_000 {
      let time = once(body)
      times.append(time)
      total += time
    }
    times.sort()
    return times[times.count / 2]
  }

  static func once(_ body: () -> Void) -> Double {
    let start = now()
    body()
    return max(now() - start, 1e-9)
  }

  static func log10(_ x: Double) -> Double {
    #if canImport(Glibc)
      Glibc.log10(x)
    #elseif canImport(Musl)
      Musl.log10(x)
    #else
      Darwin.log10(x)
    #endif
  }

  static func rounded(_ x: Double) -> Double { (x * 100).rounded() / 100 }

  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
