import AdhereJudging
import AdhereWire

/// `adhere-bench stream`: streamed answers from their bytes to their judgement, in CPU time of
/// the thread. Lines it prints, tab separated: what, streams, bytes, median MB/s, lowest and
/// highest MB/s; and the time from the first text byte to its passing on, in microseconds.
enum StreamBenchmark: Benchmark {
  static let name = "stream"
  static let usage = """
    adhere-bench stream [--no-peer]
             times streamed answers from their bytes to their judgement, beside Python's JSON
             readers on the same events
    """

  private static let rounds = 7

  static func run(_ arguments: [String]) {
    let request = #"""
      {"tools":[{"type":"function","function":{"name":"get_weather","parameters":{"type":"object",
      "properties":{"city":{"type":"string"},"days":{"type":"integer"},"notes":{"type":"array",
      "items":{"type":"string"}}},"required":["city","days"]}}}]}
      """#
    guard let request = try? ChatRequest(Array(request.utf8)),
      let contract = try? CompletionContract(request: request)
    else { return }
    let text = stream { i in #"{"content":" word\#(i % 100)"}"# }
    // Something else changes from chunk to chunk, so that each has to be parsed.
    let restless = stream { i in #"{"content":" word\#(i % 100)","entropy":\#(i)}"# }
    let calls = stream { i in
      i == 0
        ? #"{"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"get_weather","arguments":"{\"city\":\"Paris\",\"days\":1,\"notes\":[\"a\""}}]}"#
        : i == 1_999
          ? #"{"tool_calls":[{"index":0,"function":{"arguments":"]}"}}]}"#
          : #"{"tool_calls":[{"index":0,"function":{"arguments":",\"note \#(i)\""}}]}"#
    }
    print("what\tstreams\tbytes\tMB/s\tlowest\thighest")
    measure("text", text) { judge($0, contract, .noCall) }
    measure("text, chunks that never look alike", restless) { judge($0, contract, .noCall) }
    measure("calls", calls) { judge($0, contract, .valid) }
    measure("assembly alone", calls) { bytes in
      let reader = ChatStreamReader()
      pieces(bytes) { reader.feed($0) { _ in } }
      reader.finish { _ in }
      precondition(reader.completion.error == nil)
    }
    measure("events alone", text) { bytes in
      var reader = EventStreamReader()
      var count = 0
      pieces(bytes) { reader.feed($0) { count += $0.data.count } }
      precondition(count > 0)
    }
    if !arguments.contains("--no-peer") { peer(["text": text, "calls": calls]) }
    latency(contract, text)
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
  private static func peer(_ streams: [String: [UInt8]]) {
    let folder = Peer.temporaryFolder()
    let names = streams.sorted { $0.key < $1.key }.map { kind, bytes in
      Peer.write(bytes, to: "\(folder)/\(kind)")
      return "\(folder)/\(kind)"
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
                start = time.thread_time()
                parts = []
                for event in data.split(b"\\n\\n"):
                    if not event.startswith(b"data: ") or event == b"data: [DONE]": continue
                    delta = loads(event[6:])["choices"][0]["delta"]
                    parts.append(delta.get("content") or "")
                    for call in delta.get("tool_calls") or (): parts.append(call["function"]["arguments"])
                "".join(parts)
                times.append(time.thread_time() - start)
            times.sort()
            kind = os.path.basename(path)
            print(f"{kind}: Python {name} per event", "1", len(data), round(len(data) / times[7] / 1e6),
                  round(len(data) / times[-1] / 1e6), round(len(data) / times[0] / 1e6), sep="\\t", flush=True)
    """

  /// A stream of 2,000 chunks as providers write them.
  private static func stream(_ delta: (Int) -> String) -> [UInt8] {
    let start =
      #"data: {"id":"chatcmpl-9aX0b1","object":"chat.completion.chunk","created":1760000000,"#
      + #""model":"meta-llama/Llama-3.3-70B-Instruct-Turbo","choices":[{"index":0,"delta":"#
    var out = ""
    for i in 0..<2_000 {
      out += start + delta(i) + #","logprobs":null,"finish_reason":null}],"usage":null}"# + "\n\n"
    }
    out += start + #"{},"finish_reason":"stop"}]}"# + "\n\ndata: [DONE]\n\n"
    return Array(out.utf8)
  }

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
