import AdhereBytes
import AdhereJudging
import AdherePlatform
import AdhereWire

/// `adhere-bench streams [COUNT]`: so many streams at once over loopback, judged in one process; the
/// server is another one. Prints how many came out as they were sent, and the memory it took.
enum ManyStreamsBenchmark: Benchmark {
  static let name = "streams"
  static let usage = """
    adhere-bench streams [COUNT]
             runs 10,000 streams at once over loopback in one process: loss and memory
    """

  private final class Stream {
    let judge: StreamJudge
    var head: [UInt8] = []
    var hasHead = false
    var out = 0

    init(_ contract: CompletionContract) { judge = StreamJudge(contract) }
  }

  static func run(_ arguments: [String]) {
    if arguments.count > 1, arguments[0] == "--serve", let count = Int(arguments[1]) {
      StreamServer.run(count: count)
    }
    run(count: arguments.first.map { Int($0) ?? 10_000 } ?? 10_000)
  }

  private static func run(count: Int) {
    let request = #"""
      {"tools":[{"type":"function","function":{"name":"get_weather","parameters":{"type":"object",
      "properties":{"city":{"type":"string"},"days":{"type":"integer"},"notes":{"type":"array",
      "items":{"type":"string"}}},"required":["city","days"]}}}]}
      """#
    guard let contract = try? CompletionContract(request: ChatRequest(Array(request.utf8))) else {
      return
    }
    raiseLimit(to: count + 64)
    let port = startServer(count)
    let before = peak()
    let clock = ContinuousClock()
    let start = clock.now
    let cpu = Timing.Clock.threadCPU.now
    var waiting: [pollfd] = []
    var streams: [Int32: (number: Int, stream: Stream)] = [:]
    for number in 0..<count {
      let socket = Sockets.connect(port)
      streams[socket] = (number, Stream(contract))
      waiting.append(pollfd(fd: socket, events: Int16(POLLIN), revents: 0))
    }
    for entry in waiting {
      let path = "GET /\(streams[entry.fd]!.number) HTTP/1.1\r\nhost: x\r\n\r\n"
      guard Sockets.send(Array(path.utf8), to: entry.fd) else { Sockets.fail("cannot ask") }
      Sockets.doNotBlock(entry.fd)
    }
    var right = 0
    var bytes = 0
    var most = 0
    var piece = [UInt8](repeating: 0, count: 16 << 10)
    while !waiting.isEmpty {
      guard poll(&waiting, nfds_t(waiting.count), 60_000) > 0 else { break }
      most = max(most, waiting.count)
      var open: [pollfd] = []
      open.reserveCapacity(waiting.count)
      for entry in waiting {
        var isOpen = true
        if entry.revents != 0 {
          let size = read(entry.fd, &piece, piece.count)
          if size > 0 {
            bytes += size
            feed(Array(piece[..<size]), to: streams[entry.fd]!.stream)
          } else if size == 0 || errno != EAGAIN {
            isOpen = false
            let (number, stream) = streams.removeValue(forKey: entry.fd)!
            if isRight(number, stream) { right += 1 }
            close(entry.fd)
          }
        }
        if isOpen { open.append(pollfd(fd: entry.fd, events: Int16(POLLIN), revents: 0)) }
      }
      waiting = open
    }
    let seconds = (clock.now - start) / .seconds(1)
    print("streams\tat once\tright\tbytes\tseconds\tCPU seconds\tpeak MB\tpeak MB before")
    print(
      "\(count)\t\(most)\t\(right)\t\(bytes)\t\(Timing.rounded(seconds))\t"
        + "\(Timing.rounded(Timing.Clock.threadCPU.now - cpu))\t\(peak() / 1_000)\t\(before / 1_000)"
    )
    if right != count { exit(1) }
  }

  private static func feed(_ bytes: [UInt8], to stream: Stream) {
    var body = bytes[...]
    if !stream.hasHead {
      stream.head += bytes
      let end: [UInt8] = [13, 10, 13, 10]
      guard let start = stream.head.indices.first(where: { stream.head[$0...].starts(with: end) })
      else { return }
      stream.hasHead = true
      body = ArraySlice(stream.head[(start + 4)...])
      stream.head = []
    }
    var out: [UInt8] = []
    stream.judge.feed(Array(body), to: &out)
    stream.out += out.count
  }

  private static func isRight(_ number: Int, _ stream: Stream) -> Bool {
    var out: [UInt8] = []
    let judgement = stream.judge.finish(to: &out)
    return judgement.outcome == .valid
      && judgement.choices[0].judgement.calls?.first?.arguments
        == Array(StreamServer.arguments(of: number).utf8)
  }

  /// Starts the server and reads its port.
  private static func startServer(_ count: Int) -> UInt16 {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { Sockets.fail("no pipe") }
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    posix_spawn_file_actions_addclose(&actions, ends[0])
    let arguments = [CommandLine.arguments[0], "streams", "--serve", String(count)]
    let copies = arguments.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    var child = pid_t()
    guard posix_spawnp(&child, arguments[0], &actions, nil, copies + [nil], environ) == 0 else {
      Sockets.fail("cannot start the server")
    }
    close(ends[1])
    var digits: [UInt8] = []
    var byte: UInt8 = 0
    while read(ends[0], &byte, 1) == 1, byte != ASCII.lineFeed { digits.append(byte) }
    close(ends[0])
    return UInt16(String(decoding: digits, as: UTF8.self)) ?? 0
  }

  private static func raiseLimit(to count: Int) {
    #if canImport(Glibc)
      let files = Int32(RLIMIT_NOFILE.rawValue)
    #else
      let files = RLIMIT_NOFILE
    #endif
    var limit = rlimit()
    getrlimit(files, &limit)
    guard limit.rlim_cur < rlim_t(count) else { return }
    limit.rlim_cur = min(rlim_t(count), limit.rlim_max)
    setrlimit(files, &limit)
  }

  /// The most memory the process has had, in KB.
  private static func peak() -> Int {
    var usage = rusage()
    #if canImport(Glibc)
      getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
    #else
      getrusage(RUSAGE_SELF, &usage)
    #endif
    return usage.ru_maxrss
  }
}
