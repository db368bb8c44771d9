import AdhereBytes
import AdhereJudging
import AdherePlatform
import AdhereRepair

/// `adhere-bench repair`: how fast broken text becomes JSON, with its account.
enum RepairBenchmark: Benchmark {
  static let name = "repair"
  static let usage = """
    adhere-bench repair [--no-peer] [KIND]
             times the repair of broken documents beside Python's json_repair, and how the
             time grows with hostile texts
    """

  private static let kilobytes = [10, 100, 1_000]

  static func run(_ arguments: [String]) {
    let contract = Contract(any: .json, policy: Policy(tier: .guess))
    if let name = arguments.last, let kind = BrokenDocument(rawValue: name) {
      speed(contract, [kind])
      return
    }
    if arguments.last == "call" {
      call()
      return
    }
    speed(contract, BrokenDocument.allCases)
    if !arguments.contains("--no-peer") { peer() }
    growth(contract)
    call()
  }

  /// MB/s of raw text: from bytes to a value with its account, and to one that libjansson has
  /// read too.
  private static func speed(_ contract: Contract, _ kinds: [BrokenDocument]) {
    print("kind\tKB\trepaired MB/s\tjudged MB/s\toutcome")
    for kind in kinds {
      for size in kilobytes {
        let text = kind.text(bytes: size * 1_000)
        var outcome = ""
        let seconds = Timing.median {
          outcome = contract.judge(Output(.text(text))).outcome.rawValue
        }
        let alone = text.withPadding { text in
          Timing.median {
            _ = JSONRepair.run(
              padded: text.baseAddress!, count: text.count, schema: nil,
              policy: Policy(tier: .guess))
          }
        }
        let megabytes = Double(text.count) / 1e6
        print(
          "\(kind.rawValue)\t\(size)\t\(Int(megabytes / alone))\t\(Int(megabytes / seconds))\t\(outcome)"
        )
      }
    }
  }

  /// The same texts through Python's json_repair, where it is installed.
  private static func peer() {
    let folder = Peer.temporaryFolder()
    var names: [String] = []
    for kind in BrokenDocument.allCases {
      for size in kilobytes {
        let name = "\(folder)/\(kind.rawValue).\(size)"
        Peer.write(kind.text(bytes: size * 1_000), to: name)
        names.append(name)
      }
    }
    print("\njson_repair (Python), the same texts\nkind\tKB\tMB/s")
    Peer.run(["python3", "-c", peerProgram] + names)
    Peer.remove(names, folder)
  }

  /// Times each file once or for a fifth of a second, at most eight seconds.
  private static let peerProgram = """
    import os, sys, time
    try:
        import json_repair
    except ImportError:
        sys.exit(print("(json_repair is not installed)"))
    slow = set()
    for path in sys.argv[1:]:
        kind, size = os.path.basename(path).rsplit(".", 1)
        if kind in slow:
            print(kind, size, ".", sep="\\t"); continue
        text = open(path, encoding="utf-8").read()
        times = []
        while sum(times) < 0.2 or not times:
            start = time.thread_time(); json_repair.loads(text)
            times.append(time.thread_time() - start)
        best = sorted(times)[len(times) // 2]
        if best > 2: slow.add(kind)
        print(kind, size, round(len(text.encode()) / best / 1e6, 2), sep="\\t", flush=True)
    """

  /// Growth exponents: 1 is linear, 2 quadratic.
  private static func growth(_ contract: Contract) {
    print("\ngenerator\t10 KB µs\t10 MB µs\texponent")
    for (name, make) in HostileText.all
      + BrokenDocument.allCases.map({ kind in
        (kind.rawValue, { kind.text(bytes: $0) })
      })
    {
      let small = make(10_000)
      let large = make(10_000_000)
      let first = Timing.median { _ = contract.judge(Output(.text(small))) }
      let second = Timing.once { _ = contract.judge(Output(.text(large))) }
      let exponent = log10(second / first) / log10(Double(large.count) / Double(small.count))
      print("\(name)\t\(Int(first * 1e6))\t\(Int(second * 1e6))\t\(Timing.rounded(exponent))")
    }
  }

  /// One broken call of about 300 bytes, judged and repaired against its tool.
  private static func call() {
    let tools = """
      [{"name":"book_table","parameters":{"type":"object","properties":{
      "restaurant":{"type":"string"},"guests":{"type":"integer"},"date":{"type":"string"},
      "outside":{"type":"boolean"},"notes":{"type":"string"}},"required":["restaurant","guests"]}}]
      """
    let text = """
      <tool_call>
      {'name': 'book_table', 'arguments': {'restaurant': 'Trattoria da Enzo al 29', 'guests': 4, \
      'date': '2026-03-14', 'outside': True, 'notes': 'A quiet table by the window, please; one of \
      us comes with a pram, and another one does not eat any fish or nuts at all.',}}
      </tool_call>
      """
    let contract = try! Contract(tools: Array(tools.utf8), policy: Policy())
    let output = Output(.text(Array(text.utf8)))
    var outcome = ""
    let seconds = Timing.median { outcome = contract.judge(output).outcome.rawValue }
    print(
      "\na broken call of \(text.utf8.count) bytes: \(Timing.rounded(seconds * 1e6)) µs, \(outcome)"
    )
  }
}
