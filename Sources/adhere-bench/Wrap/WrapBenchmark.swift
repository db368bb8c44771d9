import AdhereJSON
import AdhereJudging
import AdherePlatform
import AdhereWire

/// `adhere-bench wrap`: what a middleware costs around a closure that answers at once, in
/// microseconds of the thread. Lines it prints, tab separated: what, bytes of the request, median.
enum WrapBenchmark: Benchmark {
  static let name = "wrap"
  static let usage = """
    adhere-bench wrap
             times a middleware around a closure: a request of 75 KB with 64 tools and a call in
             answer to it
    """

  static func run(_ arguments: [String]) {
    let bytes = Array(request.utf8)
    let call = Array(answer(arguments: #"{\"city\":\"Oslo\",\"days\":2}"#).utf8)
    let broken = Array(answer(arguments: #"{'city':'Oslo','days':'2',}"#).utf8)
    guard let request = try? ChatRequest(bytes) else { preconditionFailure("no request") }
    print("16,000 deltas in one piece, all events kept", "MB", keepDeltas(), separator: "\t")
    print("what\tbytes\tmicroseconds")
    print(
      "request read", bytes.count, microseconds { _ = try? ChatRequest(bytes) }, separator: "\t")
    for (name, body) in [("a call that conforms", call), ("a call that is mended", broken)] {
      print(name, bytes.count, time(request, body), separator: "\t")
    }
  }

  /// A streamed answer of JSON whose 16,000 deltas come in one piece, every event of it kept: what
  /// the process holds more than before, in MB.
  private static func keepDeltas() -> Double {
    let request =
      #"{"model":"m","messages":[],"response_format":{"type":"json_object"},"stream":true}"#
    var body = ""
    func delta(_ text: String) {
      body += #"data: {"id":"c","choices":[{"index":0,"delta":{"content":"\#(text)"}}]}"# + "\n\n"
    }
    delta(#"{\"text\":\""#)
    for number in 0..<16_000 { delta("\(number % 9_973 + 10_000)") }
    delta(#"\"}"#)
    body += #"data: {"id":"c","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"# + "\n\n"
    let bytes = Array((body + "data: [DONE]\n\n").utf8)
    guard let asked = try? ChatRequest(Array(request.utf8)) else { preconditionFailure() }
    let before = peakMemory()
    let done = Monitor(false)
    Task {
      let stream = try await Middleware().stream(asked) { _ in OnePiece(bytes: bytes) }
      var kept: [CompletionEvent] = []
      for try await event in stream { kept.append(event) }
      precondition(kept.count > 16_000)
      done.change { $0 = true }
    }
    done.wait { $0 ? () : nil }
    return Timing.rounded(peakMemory() - before)
  }

  private struct OnePiece: AsyncSequence, Sendable {
    let bytes: [UInt8]

    struct Iterator: AsyncIteratorProtocol {
      var bytes: [UInt8]?
      mutating func next() async -> [UInt8]? {
        defer { bytes = nil }
        return bytes
      }
    }
    func makeAsyncIterator() -> Iterator { Iterator(bytes: bytes) }
  }

  /// Most memory that the process had so far, in MB.
  private static func peakMemory() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_maxrss) / 1_024
  }

  private static func time(_ request: ChatRequest, _ body: [UInt8]) -> Double {
    let middleware = Middleware()
    return microseconds {
      let done = Monitor(false)
      Task {
        let reply = try? await middleware.complete(request) { _ in body }
        precondition(reply?.judgement.outcome.isSuccess == true)
        done.change { $0 = true }
      }
      done.wait { $0 ? () : nil }
    }
  }

  /// The task runs on another thread, so that it is the clock that counts.
  private static func microseconds(_ body: () -> Void) -> Double {
    Timing.rounded(Timing.median(of: .monotonic, budget: 1, body) * 1e6)
  }

  private static let request: String = {
    let words = String(repeating: "It says what the weather will be. ", count: 20)
    let tools = (0..<64).map { number in
      #"{"type":"function","function":{"name":"tool_\#(number)","description":"\#(words)","parameters":{"type":"object","properties":{"city":{"type":"string","description":"\#(words.prefix(120))"},"days":{"type":"integer","minimum":1},"unit":{"enum":["c","f"]}},"required":["city"],"additionalProperties":false}}}"#
    }
    let messages = (0..<8).map { #"{"role":"user","content":"\#($0) \#(words)"}"# }
    return
      #"{"model":"m","messages":[\#(messages.joined(separator: ","))],"tools":[\#(tools.joined(separator: ","))]}"#
  }()

  private static func answer(arguments: String) -> String {
    #"{"id":"c","object":"chat.completion","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"id":"t","type":"function","function":{"name":"tool_7","arguments":"\#(arguments)"}}]},"finish_reason":"tool_calls"}],"usage":{"prompt_tokens":9,"completion_tokens":9,"total_tokens":18}}"#
  }
}
