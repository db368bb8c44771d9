import AdhereJudging
import AdhereWire

/// `adhere-bench stream`: streamed answers from their bytes to their judgement, in CPU time of
/// the thread. Lines it prints, tab separated: what, streams, bytes, median MB/s, lowest and
/// highest MB/s; and the time from the first text byte to its passing on, in microseconds.
enum StreamBenchmark: Benchmark {
  static let name = "stream"
  static let usage = """
    adhere-bench stream [--no-peer] [SAMPLE]
             times streamed answers from their bytes to their judgement, beside Python's JSON
             readers on the same events
    """

  private static let rounds = 7

  static func run(_ arguments: [String]) {
    print("what\tstreams\tbytes\tMB/s\tlowest\thighest")
    let names = arguments.filter { !$0.hasPrefix("--") }
    let samples = SampleStream.all.filter { names.isEmpty || names.contains($0.name) }
    for sample in samples {
      let contract = contract(of: sample)
      measure(sample.name, sample.bytes) { judge($0, contract, sample.isCalls ? .valid : .noCall) }
    }
    guard names.isEmpty else {
      return arguments.contains("--no-peer") ? () : peer(samples)
    }
    let text = SampleStream.all[0]
    let calls = SampleStream.all[2]
    measure("assembly alone", calls.bytes) { bytes in
      let reader = ChatStreamReader()
      pieces(bytes) { reader.feed($0) { _ in } }
      reader.finish { _ in }
      precondition(reader.completion.error == nil)
    }
    measure("events alone", text.bytes) { bytes in
      var reader = EventStreamReader()
      var count = 0
      pieces(bytes) { reader.feed($0) { count += $0.data.count } }
      precondition(count > 0)
    }
    if !arguments.contains("--no-peer") { peer(samples) }
    latency(contract(of: text), text.bytes)
  }

  private static func contract(of sample: SampleStream) -> CompletionContract {
    guard let request = try? ChatRequest(Array(sample.request.utf8)),
      let contract = try? CompletionContract(request: request)
    else { preconditionFailure("the sample's request is none") }
    return contract
  }

  private static func judge(
    _ bytes: [UInt8], _ contract: CompletionContract, _ outcome: Outcome
  ) {
    let judge = StreamJudge(contract)
    var out: [UInt8] = []
    pieces(bytes) {
      judge.feed($0, to: &out)
      out.removeAll(keepingCapacity: true)
    }
    precondition(judge.finish(to: &out).outcome == outcome)
  }

  /// The same events through Python's readers, which is the least any client there does.
  private static func peer(_ samples: [SampleStream]) {
    let folder = Peer.temporaryFolder()
    let names = samples.map { sample in
      Peer.write(sample.bytes, to: "\(folder)/\(sample.name)")
      return "\(folder)/\(sample.name)"
    }
    Peer.run(["python3", "-c", peerProgram] + names)
    Peer.remove(names, folder)
  }

  /// Reads each event's JSON and adds up its text; median of fifteen, in CPU time of the thread.
  private static let peerProgram = """
    import json, os, sys, time
    readers = {"json": json.loads}
    try:
        import orjson
        readers["orjson"] = orjson.loads
    except ImportError:
        pass
    for path in sys.argv[1:]:
        data = open(path, "rb").read()
        for name, loads in readers.items():
            times = []
            for _ in range(15):
                began = time.thread_time()
                parts = []
                for event in data.split(b"\\n\\n"):
                    start = event.find(b"data: ")
                    if start < 0 or event == b"data: [DONE]": continue
                    told = loads(event[start + 6:])
                    if "choices" not in told:
                        delta = told.get("delta")
                        parts.append(delta if isinstance(delta, str) else
                            delta and (delta.get("text") or delta.get("partial_json")) or "")
                        continue
                    delta = told["choices"][0]["delta"]
                    parts.append(delta.get("content") or "")
                    for call in delta.get("tool_calls") or (): parts.append(call["function"]["arguments"])
                "".join(parts)
                times.append(time.thread_time() - began)
            times.sort()
            kind = os.path.basename(path)
            print(f"{kind}: Python {name} per event", "1", len(data), round(len(data) / times[7] / 1e6),
                  round(len(data) / times[-1] / 1e6), round(len(data) / times[0] / 1e6), sep="\\t", flush=True)
    """

  /// As a socket gives them.
  private static func pieces(_ bytes: [UInt8], _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    bytes.withUnsafeBufferPointer { all in
      var start = 0
      while start < all.count {
        let end = min(start + 16_384, all.count)
        body(UnsafeBufferPointer(rebasing: all[start..<end]))
        start = end
      }
    }
  }

  private static func measure(
    _ name: String, _ bytes: [UInt8], _ body: ([UInt8]) -> Void
  ) {
    let streams = 40
    var seconds: [Double] = []
    for _ in 0..<rounds {
      seconds.append(Timing.once { for _ in 0..<streams { body(bytes) } })
    }
    seconds.sort()
    let total = Double(bytes.count * streams)
    func rate(_ seconds: Double) -> String { String(Int(total / seconds / 1e6)) }
    print(
      [
        name, String(streams), String(bytes.count * streams), rate(seconds[rounds / 2]),
        rate(seconds.last!), rate(seconds.first!),
      ].joined(separator: "\t"))
  }

  /// From the first bytes of text to their passing on.
  private static func latency(_ contract: CompletionContract, _ bytes: [UInt8]) {
    let first = Array(bytes.prefix(400))
    var times: [Double] = []
    for _ in 0..<10_000 {
      var out: [UInt8] = []
      let start = Timing.Clock.monotonic.now
      let judge = StreamJudge(contract)
      judge.feed(first, to: &out)
      times.append(Timing.Clock.monotonic.now - start)
      precondition(!out.isEmpty)
    }
    times.sort()
    func micro(_ seconds: Double) -> String { String(Double(Int(seconds * 1e7)) / 10) }
    print("first text byte\tp50 \(micro(times[5_000])) µs\tp99 \(micro(times[9_900])) µs")
  }
}
