import AdhereBytes
import AdhereJSON

/// `adhere-bench parse`: the strict reader on lines of tool-call arguments of about 270 bytes,
/// in CPU time of the thread. The line it prints, tab separated: reader, documents, bytes,
/// median MB/s, median ns a document, lowest and highest MB/s.
enum ParseBenchmark: Benchmark {
  static let name = "parse"
  static let usage = """
    adhere-bench parse
             times the JSON reader on lines of tool arguments
    """

  private static let rounds = 9
  private static let documents = 20_000

  static func run(_ arguments: [String]) {
    let (bytes, spans) = lines(documents)
    let text = bytes.padded()
    text.withUnsafeBufferPointer { measure($0.baseAddress!, spans) }
  }

  private static func measure(_ text: UnsafePointer<UInt8>, _ spans: [Range<Int>]) {

    var parser = TapeParser()
    var seconds: [Double] = []
    var nodes = 0
    for _ in 0..<rounds {
      let start = Timing.Clock.threadCPU.now
      for span in spans {
        let status = parser.parse(padded: text + span.lowerBound, count: span.count)
        precondition(status == .complete)
        nodes &+= parser.count
      }
      seconds.append(Timing.Clock.threadCPU.now - start)
    }
    precondition(nodes > 0)
    seconds.sort()
    let content = Double(spans.reduce(0) { $0 + $1.count })
    func rate(_ seconds: Double) -> String { String(Int(content / seconds / 1e6)) }
    let median = seconds[rounds / 2]
    let fields = [
      "tape", String(documents), String(Int(content)), rate(median),
      String(Int(median / Double(documents) * 1e9)), rate(seconds.last!), rate(seconds.first!),
    ]
    print("reader\tdocs\tbytes\tMB/s\tns/doc\tlowest\thighest")
    print(fields.joined(separator: "\t"))
  }

  /// Each line is followed by a NUL, where the reader wants one.
  private static func lines(_ count: Int) -> ([UInt8], [Range<Int>]) {
    let cities = ["Lisbon", "São Paulo", "Kyoto", "New York", "Reykjavík", "Nairobi"]
    let units = ["metric", "imperial"]
    var state: UInt64 = 88_172_645_463_325_252
    func random(_ bound: UInt64) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % bound)
    }
    var bytes: [UInt8] = []
    var spans: [Range<Int>] = []
    for i in 0..<count {
      let start = bytes.count
      let city = cities[random(6)]
      let text = """
        {"query": "weather and air quality in \(city) for the trip of day \(i)", "location": \
        {"city": "\(city)", "latitude": \(random(89)).\(random(1_000_000)), "longitude": \
        -\(random(179)).\(random(1_000_000))}, "units": "\(units[random(2)])", "days": \
        \(random(14)), "include": ["temperature", "wind"], "session": "\(random(1_000_000_000))", \
        "verbose": \(random(2) == 0)}
        """
      bytes += text.utf8
      spans.append(start..<bytes.count)
      bytes.append(0)
    }
    return (bytes, spans)
  }
}
